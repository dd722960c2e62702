package dev.holdpoint.app.adapter.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.net.Proxy;
import java.net.URL;
import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/**
 * One fetch or push over HTTPS: trusts what the settings say, keeps the last status (JGit tells it in prose only), and
 * ends when too much came or it took too long, however slowly the remote drips.
 */
final class Conversation implements HttpConnectionFactory {
    private final Optional<TrustManager[]> trust;
    private final long mostBytes;
    private final long end;
    private long bytes;
    private int lastStatus;

    Conversation(Optional<TrustManager[]> trust, GitRemote.Limits limits, long mostBytes) {
        this.trust = trust;
        this.mostBytes = mostBytes;
        this.end = System.nanoTime() + limits.whole().toNanos();
    }

    /** The remote sent more than a repository of infrastructure code has. */
    static final class TooMuch extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        TooMuch(long most) {
            super("more than " + most + " bytes");
        }
    }

    /** Status of the last response; 0 when there was none. */
    int lastStatus() {
        return lastStatus;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        return create(url, Proxy.NO_PROXY);
    }

    @Override
    public HttpConnection create(URL url, Proxy proxy) throws IOException {
        return new Line(url, proxy);
    }

    private final class Line extends JDKHttpConnection {
        private Line(URL url, Proxy proxy) throws IOException {
            super(url, proxy);
            if (trust.isPresent()) {
                try {
                    super.configure(null, trust.get(), null);
                } catch (NoSuchAlgorithmException | KeyManagementException e) {
                    throw new IllegalStateException("this Java platform lacks TLS", e);
                }
            }
        }

        @Override
        public int getResponseCode() throws IOException {
            lastStatus = super.getResponseCode();
            return lastStatus;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Bounded(super.getInputStream());
        }

        @Override
        public void configure(KeyManager[] keys, TrustManager[] others, SecureRandom random) {
            throw new IllegalStateException("nobody but the settings says whom to trust");
        }

        @Override
        public void setHostnameVerifier(HostnameVerifier other) {
            throw new IllegalStateException("nobody but the settings says whom to trust");
        }
    }

    private final class Bounded extends FilterInputStream {
        private Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            bytes += read;
            if (bytes > mostBytes) {
                throw new TooMuch(mostBytes);
            }
            if (System.nanoTime() - end > 0) {
                throw new InterruptedIOException("took too long");
            }
        }
    }
}
