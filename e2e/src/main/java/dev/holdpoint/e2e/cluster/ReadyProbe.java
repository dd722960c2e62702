package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Asks a server of the cluster whether it is ready; anything but 200 over the cluster's own TLS is no. */
final class ReadyProbe {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private ReadyProbe() {}

    static boolean answersOk(URI uri, Path authority) {
        try {
            HttpsURLConnection connection = (HttpsURLConnection) uri.toURL().openConnection();
            connection.setSSLSocketFactory(trusting(authority));
            connection.setConnectTimeout((int) LIMIT.toMillis());
            connection.setReadTimeout((int) LIMIT.toMillis());
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static SSLSocketFactory trusting(Path authority) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("authority", Pem.certificate(authority));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException | IOException e) {
            throw new ClusterTrouble("this JDK cannot speak TLS", "Use a complete JDK, 21 or newer.", e);
        }
    }
}
