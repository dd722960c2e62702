package dev.holdpoint.app.main;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Answers the kubelet's probes: alive while the process can answer at all, ready once its role works. */
final class HealthServer implements AutoCloseable {
    private static final int OK = 200;
    private static final int NOT_READY = 503;

    private final HttpServer server;

    /** @param trouble why the role does not work yet, or an empty text when it does */
    HealthServer(int port, Supplier<String> trouble) {
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " for probes", e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/livez", exchange -> answer(exchange, OK, "alive\n"));
        server.createContext("/readyz", exchange -> {
            String why = trouble.get();
            answer(exchange, why.isEmpty() ? OK : NOT_READY, why.isEmpty() ? "ready\n" : why + "\n");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int code, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(code, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
