package dev.holdpoint.app.adapter.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.NotYet;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.core.digest.Sha256;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line over real TLS on loopback. */
class HandoverTest {
    private static final String HOST = "127.0.0.1";

    @TempDir
    Path folder;

    private final Counter counter = new Counter();
    private final AtomicInteger outages = new AtomicInteger();
    private HandoverServer server;
    private Desk desk;
    private Path token;

    @BeforeEach
    void serve() throws IOException {
        server = new HandoverServer(0, Instant.parse("2030-01-01T00:00:00Z"));
        desk = server.desk(Desk.OPERATOR, HOST);
        server.serve(this::prove, counter);
        token = Files.writeString(folder.resolve("token"), "token-a\n");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Optional<RunDesk.RunPod> prove(String presented) {
        if (outages.getAndDecrement() > 0) {
            throw new Unavailable("the API server is away");
        }
        return presented.startsWith("token-")
                ? Optional.of(new RunDesk.RunPod(RunKind.PLAN, "ns", presented, "uid", "job", "change", 1))
                : Optional.empty();
    }

    /** Keeps the first delivery of each pod. */
    private static final class Counter implements RunDesk {
        private final Map<String, Delivery> stored = new ConcurrentHashMap<>();
        private final AtomicInteger notYet = new AtomicInteger(9);

        @Override
        public Optional<Assignment> assignment(RunPod pod) {
            if (pod.pod().equals("token-early") && notYet.getAndDecrement() > 0) {
                throw new NotYet("its plan is being made");
            }
            return pod.pod().equals("token-idle")
                    ? Optional.empty()
                    : Optional.of(new Assignment(
                            "OpenTofu",
                            "1.11.14",
                            "ab",
                            "",
                            Map.of("main.tf", new byte[1 << 20]),
                            "cd",
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            60));
        }

        @Override
        public Receipt deliver(RunPod pod, Delivery delivery) {
            if (pod.pod().equals("token-over")) {
                return Receipt.UNWANTED;
            }
            Delivery first = stored.putIfAbsent(pod.pod(), delivery);
            return first == null ? Receipt.STORED : first.equals(delivery) ? Receipt.STORED_ALREADY : Receipt.CONFLICT;
        }
    }

    private HandoverClient client() {
        return new HandoverClient(desk.address(), desk.pin(), token);
    }

    /** More often than an answer that failed is asked for again. */
    @Test
    void a_pod_that_came_before_its_plan_waits_for_it() throws IOException {
        Files.writeString(token, "token-early");
        assertThat(client().assignment()).isPresent();
        assertThat(counter.notYet.get()).isLessThan(0);
    }

    @Test
    void a_pod_gets_its_assignment() {
        assertThat(client().assignment())
                .hasValueSatisfying(assignment ->
                        assertThat(assignment.files().get("main.tf")).hasSize(1 << 20));
    }

    @Test
    void a_pod_for_which_there_is_nothing_is_told_so() throws IOException {
        Files.writeString(token, "token-idle");
        assertThat(client().assignment()).isEmpty();
    }

    @Test
    void the_first_product_is_stored_the_same_again_too_and_another_is_not() {
        HandoverClient client = client();
        assertThat(client.deliver(new RunDesk.Delivery.Failed("one"))).isEqualTo(RunDesk.Receipt.STORED);
        assertThat(client.deliver(new RunDesk.Delivery.Failed("one"))).isEqualTo(RunDesk.Receipt.STORED_ALREADY);
        assertThat(client.deliver(new RunDesk.Delivery.Failed("two"))).isEqualTo(RunDesk.Receipt.CONFLICT);
    }

    @Test
    void a_product_of_a_round_that_is_over_is_unwanted() throws IOException {
        Files.writeString(token, "token-over");
        assertThat(client().deliver(new RunDesk.Delivery.Failed("late"))).isEqualTo(RunDesk.Receipt.UNWANTED);
    }

    @Test
    void the_token_is_read_anew_for_each_call() throws IOException {
        HandoverClient client = client();
        client.deliver(new RunDesk.Delivery.Failed("one"));
        Files.writeString(token, "token-renewed");
        client.deliver(new RunDesk.Delivery.Failed("one"));
        assertThat(counter.stored).containsOnlyKeys("token-a", "token-renewed");
    }

    @Test
    void a_token_goes_to_nobody_who_has_another_key() {
        HandoverClient mistaken = new HandoverClient(desk.address(), Sha256.of(new byte[] {1}), token);
        assertThatThrownBy(() -> mistaken.deliver(new RunDesk.Delivery.Failed("secret")))
                .isInstanceOf(Unavailable.class);
        assertThat(counter.stored).isEmpty();
    }

    @Test
    void a_token_that_proves_nothing_gets_nothing() throws IOException {
        Files.writeString(token, "somebody else's");
        assertThatThrownBy(() -> client().assignment()).isInstanceOf(Stalled.class);
        assertThatThrownBy(() -> client().deliver(new RunDesk.Delivery.Failed("forged")))
                .isInstanceOf(Stalled.class);
        assertThat(counter.stored).isEmpty();
    }

    @Test
    void an_outage_that_passes_is_not_noticed() {
        outages.set(2);
        assertThat(client().deliver(new RunDesk.Delivery.Failed("one"))).isEqualTo(RunDesk.Receipt.STORED);
    }

    @Test
    void a_request_without_a_token_is_refused() throws Exception {
        assertThat(raw(request("/v1/assignment").GET())).isEqualTo(401);
    }

    @Test
    void a_product_that_was_cut_off_is_refused() throws Exception {
        byte[] half = {0x48, 0x50, 0x48, 0x01, 5, 0, 0};
        assertThat(raw(put(HttpRequest.BodyPublishers.ofByteArray(half)))).isEqualTo(400);
        assertThat(counter.stored).isEmpty();
    }

    @Test
    void a_product_over_the_limit_is_refused() throws Exception {
        byte[] head = {0x48, 0x50, 0x48, 0x01, 3, 0x7f, 0, 0, 0};
        assertThat(raw(put(HttpRequest.BodyPublishers.ofByteArray(head)))).isEqualTo(413);
        assertThat(counter.stored).isEmpty();
    }

    @Test
    void the_largest_product_is_taken_and_one_byte_more_is_not_sent() {
        assertThat(client().deliver(new RunDesk.Delivery.Rendered(new byte[Wire.MAX_BLOB])))
                .isEqualTo(RunDesk.Receipt.STORED);
        assertThatThrownBy(() -> client().deliver(new RunDesk.Delivery.Rendered(new byte[Wire.MAX_BLOB + 1])))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("split the stack");
    }

    @Test
    void another_path_or_method_is_refused() throws Exception {
        assertThat(raw(request("/v1/assignment/other")
                        .header("Authorization", "Bearer token-a")
                        .GET()))
                .isEqualTo(405);
        assertThat(raw(request("/v1/delivery")
                        .header("Authorization", "Bearer token-a")
                        .GET()))
                .isEqualTo(405);
    }

    private HttpRequest.Builder put(HttpRequest.BodyPublisher body) {
        return request("/v1/delivery").header("Authorization", "Bearer token-a").PUT(body);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(desk.address().resolve(path));
    }

    private int raw(HttpRequest.Builder request) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new PinnedKey(desk.pin())}, new SecureRandom());
        return HttpClient.newBuilder()
                .sslContext(context)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
