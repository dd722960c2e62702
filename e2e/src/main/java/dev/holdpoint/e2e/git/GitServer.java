package dev.holdpoint.e2e.git;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.holdpoint.e2e.cluster.Pem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Smart HTTP over TLS for the repositories of a {@link GitSite}. Rules are judged before git sees a push. */
public final class GitServer implements AutoCloseable {
    private static final Pattern PATH =
            Pattern.compile("/([a-z0-9][a-z0-9-]{0,62})\\.git/(info/refs|git-upload-pack|git-receive-pack)");
    private static final Pattern QUERY = Pattern.compile("service=git-(upload|receive)-pack");
    private static final int MAX_BODY = 64 << 20;
    private static final int BACKLOG = 64;

    static {
        // The JDK's server waits 40 ms for an acknowledgement otherwise.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final GitSite site;
    private final HttpBackend backend;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private GitServer(GitSite site, InetSocketAddress address) throws IOException {
        this.site = site;
        this.backend = new HttpBackend(site);
        this.server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(site)));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Serves until closed; port 0 takes a free one. */
    public static GitServer start(GitSite site, InetSocketAddress address) {
        try {
            return new GitServer(site, address);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve Git at " + address, e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Without credentials. */
    public String url(String host, String repository) {
        return "https://" + host + ":" + port() + "/" + repository + ".git";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static SSLContext tls(GitSite site) {
        char[] none = new char[0];
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            Certificate[] chain = {Pem.certificate(site.certificate())};
            store.setKeyEntry("git", Pem.privateKey(site.key()), none, chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java platform cannot serve TLS", e);
        }
    }

    /** Who asks. */
    private record Caller(String user, Role role) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<Caller> caller = login(exchange.getRequestHeaders().getFirst("Authorization"));
            if (caller.isEmpty()) {
                exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"git\", charset=\"UTF-8\"");
                say(exchange, 401, "Give a user name and a password of this server.");
                return;
            }
            Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
            if (!path.matches()) {
                say(exchange, 404, "There is no such repository.");
                return;
            }
            serve(exchange, caller.get(), path.group(2));
        }
    }

    private void serve(HttpExchange exchange, Caller caller, String service) throws IOException {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        boolean list = service.equals("info/refs");
        if (!exchange.getRequestMethod().equals(list ? "GET" : "POST")
                || !(list ? QUERY.matcher(query).matches() : query.isEmpty())) {
            say(exchange, 400, "Speak smart HTTP.");
            return;
        }
        boolean push = (service + query).endsWith("git-receive-pack");
        if (push && !caller.role().mayPush()) {
            say(exchange, 403, "The user " + caller.user() + " may not push.");
            return;
        }
        Optional<byte[]> body = body(exchange);
        if (body.isEmpty()) {
            say(exchange, 413, "A request has at most " + MAX_BODY + " bytes.");
            return;
        }
        if (push && !list && refused(exchange, caller, body.get())) {
            return;
        }
        backend.answer(
                new HttpBackend.Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        query,
                        list ? "" : "application/x-" + service + "-request",
                        HttpBackend.protocol(exchange.getRequestHeaders().getFirst("Git-Protocol")),
                        body.get()),
                caller.user(),
                exchange);
    }

    private boolean refused(HttpExchange exchange, Caller caller, byte[] body) throws IOException {
        Optional<PushRequest> request = PushRequest.read(body);
        if (request.isEmpty()) {
            say(exchange, 400, "This push is not understood.");
            return true;
        }
        Map<String, String> objections = request.get().objections(caller.role(), site.baseBranch());
        if (objections.isEmpty()) {
            return false;
        }
        exchange.getResponseHeaders().add("Content-Type", "application/x-git-receive-pack-result");
        send(exchange, 200, request.get().refusal(objections));
        return true;
    }

    private Optional<Caller> login(String header) {
        if (header == null || !header.startsWith("Basic ")) {
            return Optional.empty();
        }
        String pair;
        try {
            pair = new String(
                    Base64.getDecoder()
                            .decode(header.substring("Basic ".length()).strip()),
                    StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        int colon = pair.indexOf(':');
        if (colon < 1 || !pair.substring(0, colon).matches("[a-z0-9-]+")) {
            return Optional.empty();
        }
        String user = pair.substring(0, colon);
        return site.login(user, pair.substring(colon + 1)).map(role -> new Caller(user, role));
    }

    /** Decoded, since git compresses what it asks; empty when it is too much. */
    private static Optional<byte[]> body(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream in = zipped ? new GZIPInputStream(raw) : raw) {
            byte[] body = in.readNBytes(MAX_BODY + 1);
            return body.length > MAX_BODY ? Optional.empty() : Optional.of(body);
        }
    }

    private static void say(HttpExchange exchange, int status, String words) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/plain; charset=utf-8");
        send(exchange, status, HttpBackend.text(words));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
