package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Stalled;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Trust in exactly the authorities of a PEM bundle, and in none of the Java platform's. */
final class Trust {
    private Trust() {}

    static TrustManager[] in(String pem) {
        Collection<? extends Certificate> authorities = read(pem);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java platform lacks X.509", e);
        }
    }

    private static Collection<? extends Certificate> read(String pem) {
        try {
            Collection<? extends Certificate> authorities = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            if (!authorities.isEmpty()) {
                return authorities;
            }
        } catch (CertificateException e) {
            throw unreadable(e);
        }
        throw unreadable(null);
    }

    private static Stalled unreadable(CertificateException cause) {
        return new Stalled(
                "spec.caBundle of the ChangeRepository holds no certificate that can be read. Give it in PEM.", cause);
    }
}
