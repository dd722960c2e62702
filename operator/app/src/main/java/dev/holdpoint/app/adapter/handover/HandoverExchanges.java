package dev.holdpoint.app.adapter.handover;

import com.sun.net.httpserver.HttpExchange;
import dev.holdpoint.app.port.NotYet;
import dev.holdpoint.app.port.PodProof;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one request each. Who asks is proven before a byte of the body is read, and at every request again. */
final class HandoverExchanges {
    static final int OK = 200;
    static final int CREATED = 201;
    static final int NOT_YET = 202;
    static final int NOTHING = 204;
    static final int MALFORMED = 400;
    static final int NO_TOKEN = 401;
    static final int NOT_OURS = 403;
    static final int NO_SUCH_METHOD = 405;
    static final int OTHER_STORED = 409;
    static final int UNWANTED = 410;
    static final int TOO_LARGE = 413;
    static final int ADMINISTRATOR = 500;
    static final int TRY_AGAIN = 503;

    private static final Logger LOG = LoggerFactory.getLogger(HandoverExchanges.class);
    private static final String BEARER = "Bearer ";

    /** Bodies in memory at once: each may have 64 MiB. */
    private static final int AT_ONCE = 4;

    private final PodProof proof;
    private final RunDesk desk;
    private final Semaphore bodies = new Semaphore(AT_ONCE);

    HandoverExchanges(PodProof proof, RunDesk desk) {
        this.proof = proof;
        this.desk = desk;
    }

    private interface Answer {
        void to(RunDesk.RunPod pod) throws IOException;
    }

    void assignment(HttpExchange exchange) throws IOException {
        answer(exchange, Wire.ASSIGNMENT_PATH, "GET", pod -> {
            Optional<RunDesk.Assignment> assignment = desk.assignment(pod);
            if (assignment.isEmpty()) {
                say(exchange, NOTHING);
                return;
            }
            exchange.sendResponseHeaders(OK, 0);
            try (OutputStream out = new BufferedOutputStream(exchange.getResponseBody())) {
                Wire.write(assignment.get(), out);
            }
        });
    }

    void delivery(HttpExchange exchange) throws IOException {
        answer(exchange, Wire.DELIVERY_PATH, "PUT", pod -> {
            bodies.acquireUninterruptibly();
            try {
                take(exchange, pod);
            } finally {
                bodies.release();
            }
        });
    }

    private void take(HttpExchange exchange, RunDesk.RunPod pod) throws IOException {
        try {
            RunDesk.Delivery delivery =
                    Wire.readDelivery(new BoundedStream(exchange.getRequestBody(), Wire.MAX_DELIVERY));
            say(exchange, code(desk.deliver(pod, delivery)));
        } catch (BoundedStream.TooLarge e) {
            LOG.warn("handover=too-large pod={} job={}", pod.pod(), pod.job());
            say(exchange, TOO_LARGE);
        } catch (Malformed e) {
            LOG.warn("handover=malformed pod={} job={} why=\"{}\"", pod.pod(), pod.job(), e.getMessage());
            say(exchange, MALFORMED);
        }
    }

    private static int code(RunDesk.Receipt receipt) {
        return switch (receipt) {
            case STORED -> CREATED;
            case STORED_ALREADY -> OK;
            case CONFLICT -> OTHER_STORED;
            case UNWANTED -> UNWANTED;
        };
    }

    private void answer(HttpExchange exchange, String path, String method, Answer answer) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getRawPath().equals(path)
                    || !exchange.getRequestMethod().equals(method)) {
                say(exchange, NO_SUCH_METHOD);
                return;
            }
            Optional<String> token = token(exchange);
            if (token.isEmpty()) {
                say(exchange, NO_TOKEN);
                return;
            }
            proven(exchange, token.get(), answer);
        }
    }

    private void proven(HttpExchange exchange, String token, Answer answer) throws IOException {
        try {
            Optional<RunDesk.RunPod> pod = proof.prove(token);
            if (pod.isEmpty()) {
                LOG.warn("handover=refused path={} why=\"the token proves no run of ours\"", exchange.getRequestURI());
                say(exchange, NOT_OURS);
                return;
            }
            answer.to(pod.get());
        } catch (NotYet e) {
            say(exchange, NOT_YET);
        } catch (Unavailable e) {
            LOG.warn("handover=try-again why=\"{}\"", e.getMessage());
            say(exchange, TRY_AGAIN);
        } catch (Stalled e) {
            LOG.error("handover=stalled why=\"{}\"", e.getMessage());
            say(exchange, ADMINISTRATOR);
        } catch (RuntimeException e) {
            // A bug. The server would drop it without a word, and the pod would wait for an answer.
            LOG.error("handover=bug", e);
            say(exchange, ADMINISTRATOR);
        }
    }

    private static Optional<String> token(HttpExchange exchange) {
        List<String> values = exchange.getRequestHeaders().get("Authorization");
        return values != null && values.size() == 1 && values.getFirst().startsWith(BEARER)
                ? Optional.of(values.getFirst().substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private static void say(HttpExchange exchange, int code) throws IOException {
        exchange.sendResponseHeaders(code, -1);
    }
}
