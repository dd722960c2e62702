package dev.holdpoint.app.runner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.Executors;

/** The companion's ear inside the pod: state for the engine, and the wrapper's few words. Bound to loopback alone. */
final class LoopbackServer implements AutoCloseable {
    /** Header with the wrapper's token. */
    static final String TOKEN = "Holdpoint-Control";

    static final String STATE = "/state";
    static final String RENDERED = "/control/rendered";
    static final String GO = "/control/go";
    static final String ENDED = "/control/ended";

    static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int MAX_REPORT = 4096;
    private static final long MOST_SKIPPED = 1L << 30;

    private final HttpServer server;
    private final byte[] token;

    /** @param port 0 for any */
    LoopbackServer(int port, StateEndpoint state, String controlToken, Duty duty) throws IOException {
        token = controlToken.getBytes(StandardCharsets.UTF_8);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(STATE, exchange -> state(exchange, state));
        server.createContext(RENDERED, exchange -> control(exchange, report -> duty.rendered(Ended.decode(report))));
        server.createContext(GO, exchange -> control(exchange, report -> duty.go()));
        server.createContext(ENDED, exchange -> control(exchange, report -> duty.ended(Ended.decode(report))));
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private static void state(HttpExchange exchange, StateEndpoint state) throws IOException {
        String method = exchange.getRequestMethod();
        boolean exact = exchange.getRequestURI().getPath().equals(STATE);
        if (!exact) {
            answer(exchange, 404, new byte[0]);
            return;
        }
        Optional<byte[]> body = body(exchange, StateEndpoint.limit(method));
        if (body.isEmpty()) {
            StateEndpoint.Answer refusal = state.tooLarge(method, header(exchange, "Authorization"));
            answer(exchange, refusal.code(), refusal.body());
            return;
        }
        String query = exchange.getRequestURI().getRawQuery();
        StateEndpoint.Answer answer = state.answer(new StateEndpoint.Request(
                method,
                query == null ? "" : query,
                header(exchange, "Authorization"),
                header(exchange, "Content-MD5"),
                body.get()));
        answer(exchange, answer.code(), answer.body());
    }

    /** What a wrapper's word leads to. */
    private interface Word {
        Duty.Reply heard(String report);
    }

    private void control(HttpExchange exchange, Word word) throws IOException {
        boolean known = MessageDigest.isEqual(token, header(exchange, TOKEN).getBytes(StandardCharsets.UTF_8));
        Optional<byte[]> body = body(exchange, MAX_REPORT);
        if (!known || body.isEmpty()) {
            answer(exchange, 401, new byte[0]);
            return;
        }
        Duty.Reply reply = word.heard(new String(body.get(), StandardCharsets.UTF_8));
        answer(exchange, reply.code(), reply.text().getBytes(StandardCharsets.UTF_8));
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static Optional<byte[]> body(HttpExchange exchange, int max) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            byte[] body = in.readNBytes(max + 1);
            if (body.length <= max) {
                return Optional.of(body);
            }
            // Whoever is answered while it still sends sees a broken connection instead of the answer.
            long left = MOST_SKIPPED;
            for (long gone = in.skip(left); gone > 0 && left > gone; gone = in.skip(left)) {
                left -= gone;
            }
        }
        return Optional.empty();
    }

    private static void answer(HttpExchange exchange, int code, byte[] body) throws IOException {
        if (exchange.getRequestMethod().equals("GET") || body.length > 0) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
        }
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        try (exchange) {
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
