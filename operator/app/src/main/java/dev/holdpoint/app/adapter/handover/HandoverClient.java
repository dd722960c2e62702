package dev.holdpoint.app.adapter.handover;

import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunLine;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.core.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** A companion's side of the line. Its token goes to nobody but the holder of the announced key. */
public final class HandoverClient implements RunLine {
    /** Between attempts: together less than the time that a pod gets to end. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4));

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final URI address;
    private final Path token;
    private final HttpClient http;

    /** @param token file that the kubelet renews; read anew for each call */
    public HandoverClient(URI address, Sha256 pin, Path token) {
        this.address = address;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .sslContext(context(pin))
                .build();
    }

    /**
     * As the pod's environment announces it.
     *
     * @throws Stalled if the environment is none of a run pod
     */
    public static HandoverClient of(Map<String, String> environment) {
        String address = environment.getOrDefault(RunPaths.DESK, "");
        Optional<Sha256> pin = Sha256.tryParse(environment.get(RunPaths.DESK_PIN));
        if (!address.startsWith("https://") || pin.isEmpty()) {
            throw new Stalled("this is no run pod: " + RunPaths.DESK + " and " + RunPaths.DESK_PIN + " are not set");
        }
        return new HandoverClient(URI.create(address), pin.get(), Path.of(RunPaths.TOKEN));
    }

    private static SSLContext context(Sha256 pin) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(null, new TrustManager[] {new PinnedKey(pin)}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot speak TLS 1.3", e);
        }
    }

    @Override
    public Optional<RunDesk.Assignment> assignment() {
        while (true) {
            Asked asked = patiently(this::ask);
            if (!asked.again()) {
                return asked.assignment();
            }
            // The desk has already waited for a while; this only bounds how often a broken one is asked.
            rest(PAUSES.getFirst());
        }
    }

    /** @param again the role says that it is being made */
    private record Asked(boolean again, Optional<RunDesk.Assignment> assignment) {}

    private Asked ask() throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request(Wire.ASSIGNMENT_PATH).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return switch (response.statusCode()) {
                case HandoverExchanges.OK -> new Asked(false, Optional.of(Wire.readAssignment(body)));
                case HandoverExchanges.NOTHING -> new Asked(false, Optional.empty());
                case HandoverExchanges.NOT_YET -> new Asked(true, Optional.empty());
                default -> throw refusal(response.statusCode());
            };
        }
    }

    @Override
    public RunDesk.Receipt deliver(RunDesk.Delivery delivery) {
        if (Wire.size(delivery) > Wire.MAX_BLOB) {
            throw refusal(HandoverExchanges.TOO_LARGE);
        }
        byte[] body = bytes(delivery);
        return patiently(() -> {
            HttpResponse<Void> response = http.send(
                    request(Wire.DELIVERY_PATH)
                            .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return switch (response.statusCode()) {
                case HandoverExchanges.CREATED -> RunDesk.Receipt.STORED;
                case HandoverExchanges.OK -> RunDesk.Receipt.STORED_ALREADY;
                case HandoverExchanges.OTHER_STORED -> RunDesk.Receipt.CONFLICT;
                case HandoverExchanges.UNWANTED -> RunDesk.Receipt.UNWANTED;
                default -> throw refusal(response.statusCode());
            };
        });
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + Files.readString(token).strip());
    }

    private static byte[] bytes(RunDesk.Delivery delivery) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            Wire.write(delivery, body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail so", e);
        }
        return body.toByteArray();
    }

    private static RuntimeException refusal(int code) {
        return switch (code) {
            case HandoverExchanges.TRY_AGAIN -> new Unavailable("the role cannot answer now");
            case HandoverExchanges.NO_TOKEN, HandoverExchanges.NOT_OURS ->
                new Stalled("the role does not know this pod as its run");
            case HandoverExchanges.TOO_LARGE ->
                new Stalled("the product is larger than " + Wire.MAX_BLOB + " bytes; split the stack");
            case HandoverExchanges.ADMINISTRATOR -> new Stalled("the role is stalled; its log says why");
            default -> new IllegalStateException("the role answered " + code);
        };
    }

    private interface Call<T> {
        T make() throws IOException, InterruptedException;
    }

    /** Trying again is harmless: reading changes nothing, and the same product twice is stored once. */
    private static <T> T patiently(Call<T> call) {
        for (int attempt = 0; ; attempt++) {
            try {
                return call.make();
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (Unavailable | IOException e) {
                if (attempt == PAUSES.size() || isOtherKey(e)) {
                    throw new Unavailable("the role that started this run does not answer: " + e.getMessage(), e);
                }
                rest(PAUSES.get(attempt));
            }
        }
    }

    /** The role was restarted, or somebody stands between: in both cases this run is lost and waiting is in vain. */
    private static boolean isOtherKey(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PinnedKey.OtherKey) {
                return true;
            }
        }
        return false;
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static Unavailable interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Unavailable("interrupted while the role answered", e);
    }
}
