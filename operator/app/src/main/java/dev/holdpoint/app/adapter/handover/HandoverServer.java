package dev.holdpoint.app.adapter.handover;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.PodProof;
import dev.holdpoint.app.port.RunDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A role's side of the line: TLS 1.3 with a key made at start. First it is opened, so that its {@link Desk} is known;
 * then it serves.
 */
public final class HandoverServer implements AutoCloseable {
    private static final char[] IN_MEMORY_ONLY = "in memory only".toCharArray();

    private final HttpsServer server;
    private final DeskKey key;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Takes the port; nothing is answered before {@link #serve}.
     *
     * @param port 0 for any free one
     */
    public HandoverServer(int port, Instant now) {
        key = DeskKey.make(now);
        try {
            server = HttpsServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " for runs", e);
        }
        server.setHttpsConfigurator(new OnlyTls13(context(key)));
        server.setExecutor(threads);
    }

    /**
     * What runs are told.
     *
     * @param asker {@link Desk#OPERATOR} or {@link Desk#ATTESTOR}
     * @param host this pod's address, as other pods reach it
     */
    public Desk desk(String asker, String host) {
        String bracketed = host.contains(":") ? "[" + host + "]" : host;
        int port = server.getAddress().getPort();
        return new Desk(asker, URI.create("https://" + bracketed + ":" + port), key.pin());
    }

    /** Answers from now on. */
    public void serve(PodProof proof, RunDesk desk) {
        HandoverExchanges exchanges = new HandoverExchanges(proof, desk);
        server.createContext(Wire.ASSIGNMENT_PATH, exchanges::assignment);
        server.createContext(Wire.DELIVERY_PATH, exchanges::delivery);
        server.start();
    }

    private static SSLContext context(DeskKey key) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("desk", key.privateKey(), IN_MEMORY_ONLY, new Certificate[] {key.certificate()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, IN_MEMORY_ONLY);
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), null, new SecureRandom());
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot serve TLS 1.3", e);
        }
    }

    private static final class OnlyTls13 extends HttpsConfigurator {
        OnlyTls13(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
            ssl.setProtocols(new String[] {"TLSv1.3"});
            parameters.setSSLParameters(ssl);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
