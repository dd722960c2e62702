package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.Engine;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLine;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one container of a run pod that holds tokens. It fetches the assignment, lays out the files, listens on loopback,
 * says that it is ready, and hands over what the engine's container leaves. Started again within a running pod it takes up
 * where it stood: same port, same credentials, and nothing is laid out twice.
 */
public final class Companion implements AutoCloseable {
    private static final String BRIEF = "brief";

    /**
     * How long it asks for its assignment: well below what the kubelet gives it to become ready, or it would be started
     * again and again and never say that nobody gives it anything.
     */
    private static final Duration ASSIGNED_WITHIN = Duration.ofSeconds(45);

    private final Parts parts;
    private final RunKind kind;
    private final Courier courier;
    private final Function<Assignment, ApplyGate> gates;
    private LoopbackServer server;
    private Duty duty;

    /**
     * What every companion needs.
     *
     * @param patience how long it tries to reach whom it needs
     * @param log one line per decision; never contents
     */
    public record Parts(RunPaths paths, RunLine line, Engine engine, Duration patience, PrintStream log) {}

    /** @param gates makes the gate of an apply run; never called for another kind */
    public Companion(RunKind kind, Parts parts, Function<Assignment, ApplyGate> gates) {
        this.kind = kind;
        this.parts = parts;
        this.gates = gates;
        this.courier = new Courier(parts.line(), parts.patience(), parts.log());
    }

    /** The wrapper's copy of the brief. */
    static Path brief(RunPaths paths) {
        return paths.run().resolve(BRIEF);
    }

    /** Left by the wrapper in place of its copy. */
    static Path taken(RunPaths paths) {
        return paths.run().resolve(BRIEF + ".taken");
    }

    /** Returns when the other containers, which wait for the brief, know what to do. */
    public void start() throws IOException {
        Files.createDirectories(parts.paths().companion());
        if (Files.exists(own(BRIEF))) {
            takeUp();
        } else {
            begin();
        }
    }

    private void begin() throws IOException {
        Optional<Assignment> assignment;
        try {
            assignment = courier.within(ASSIGNED_WITHIN).assignment();
        } catch (Unavailable e) {
            stop(e.getMessage());
            return;
        }
        if (assignment.isEmpty()) {
            stop("there is nothing to do for this pod any more");
            return;
        }
        Optional<String> trouble = new Workplace(parts.paths(), parts.engine()).prepare(kind, assignment.get());
        if (trouble.isPresent()) {
            courier.deliver(new Delivery.Failed(trouble.get()));
            stop(trouble.get());
            return;
        }
        listen(assignment.get(), Brief.of(assignment.get(), secret(), secret()));
    }

    private void takeUp() throws IOException {
        Brief brief = Brief.read(own(BRIEF));
        parts.log().println("companion=again kind=" + kind.word());
        if (brief.stop().isEmpty()) {
            boolean opened = kind == RunKind.APPLY && ApplyDuty.wasOpened(parts.paths());
            listen(opened ? whatIsLeft(brief) : fetched(), brief);
        }
        // It may have ended between its own copy and the wrapper's.
        if (!Files.exists(taken(parts.paths()))) {
            Files.createDirectories(parts.paths().run());
            brief.write(brief(parts.paths()));
        }
    }

    private Assignment fetched() {
        return courier.assignment().orElseThrow(() -> new Unavailable("this pod's assignment is not given any more"));
    }

    /**
     * All that is needed once the gate was asked. The role that started the run is not: it may have been started again
     * itself, and its new process knows nothing of this pod.
     */
    private static Assignment whatIsLeft(Brief brief) {
        return new Assignment(
                "",
                "",
                brief.engineSha256(),
                brief.stackPath(),
                Map.of(),
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                brief.limitSeconds());
    }

    private void listen(Assignment assignment, Brief brief) throws IOException {
        duty = switch (kind) {
            case PLAN -> new PlanDuty(parts.paths(), parts.engine(), assignment, courier);
            case RENDER -> new RenderDuty(parts.paths(), parts.engine(), courier);
            case APPLY -> new ApplyDuty(parts, assignment, gates.apply(assignment), courier);
        };
        Path folder = parts.paths().companion();
        StateEndpoint endpoint;
        if (duty instanceof ApplyDuty apply) {
            endpoint = new StateEndpoint(duty.shelf(), brief.statePassword(), folder, apply::firstRead);
            apply.serveBy(endpoint);
        } else {
            endpoint = new StateEndpoint(duty.shelf(), brief.statePassword(), folder, () -> {});
        }
        server = new LoopbackServer(brief.port(), endpoint, brief.controlToken(), duty);
        if (brief.port() == 0) {
            publish(brief.withPort(server.port()));
        }
        parts.log().println("companion=listening kind=" + kind.word());
    }

    private void stop(String why) throws IOException {
        parts.log().println("companion=stop why=\"" + why + "\"");
        Files.createDirectories(parts.paths().run());
        publish(Brief.stop(why));
    }

    /** Our own copy first: whoever finds the other one may already call. */
    private void publish(Brief brief) throws IOException {
        brief.write(own(BRIEF));
        brief.write(brief(parts.paths()));
    }

    private Path own(String name) {
        return parts.paths().companion().resolve(name);
    }

    private static String secret() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The pod ends: hands over what can still be handed over. */
    @Override
    public void close() {
        if (duty != null) {
            duty.lastChance();
        }
        if (server != null) {
            server.close();
        }
    }
}
