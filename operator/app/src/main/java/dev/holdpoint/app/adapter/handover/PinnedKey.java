package dev.holdpoint.app.adapter.handover;

import dev.holdpoint.core.digest.Sha256;
import java.io.Serial;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts one key. TLS proves that the server has it; name, dates and issuer of its certificate say nothing more. It must
 * be the extended kind: for the plain one the JDK adds checks of its own.
 */
final class PinnedKey extends X509ExtendedTrustManager {
    private final Sha256 pin;

    PinnedKey(Sha256 pin) {
        this.pin = pin;
    }

    /** Somebody else answered. */
    static final class OtherKey extends CertificateException {
        @Serial
        private static final long serialVersionUID = 1L;

        OtherKey() {
            super("the server has another key than the one that was announced");
        }
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain == null
                || chain.length == 0
                || !DeskKey.pin(chain[0].getPublicKey()).equals(pin)) {
            throw new OtherKey();
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new OtherKey();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new OtherKey();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new OtherKey();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
