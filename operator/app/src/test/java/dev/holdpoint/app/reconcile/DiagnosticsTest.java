package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackState;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import dev.holdpoint.app.port.RunDesk.RunPod;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.core.apply.ApplyOutcome;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.Run;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine says in errors is published; what the registered state calls secret is not, whatever it looks like. */
class DiagnosticsTest {
    private static final String SECRET = "plain words nobody would take for a secret";

    @TempDir
    private Path folder;

    private ShopWorld world;
    private final RunBook book = new RunBook();

    /** The stack's state holds the secret, with its mark. */
    @BeforeEach
    void world() {
        world = new ShopWorld(folder);
        StateCustody custody = world.ports().custody();
        StackState claimed = custody.claim(
                        custody.find("shop-prod").orElseThrow(), new StateCustody.Claim("a-pod", 1, "agents/earlier"))
                .orElseThrow();
        String state = """
                {"version": 4, "serial": 1, "lineage": "l", "outputs": {}, "resources": [
                 {"mode": "managed", "type": "t", "name": "n", "instances": [{"attributes": {"p": "SECRET"},
                   "sensitive_attributes": [[{"type": "get_attr", "value": "p"}]]}]}]}
                """.replace("SECRET", SECRET);
        StackState written = custody.write(
                        claimed,
                        "a-pod",
                        new StateCustody.NewState(state.getBytes(StandardCharsets.UTF_8), "l", 1, true))
                .orElseThrow();
        custody.release(written, "a-pod", false);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private Run said(RunKind kind, Delivery delivery) {
        ControllerDesk desk = new ControllerDesk(
                world.ports(),
                world.changes(),
                world.branches(),
                new ControllerDesk.DeskParts(new RenderCache(), book, change -> {}));
        desk.deliver(new RunPod(kind, "ns", "pod", "uid", "a-job", ShopWorld.UID, 1), delivery);
        return book.undelivered(
                Optional.of(new Runs.Sight(
                        "a-job",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        List.of("a-job"))),
                kind,
                Sha256.of(new byte[0]));
    }

    @Test
    void an_error_of_a_plan_run_loses_it_before_it_becomes_a_finding() {
        world.change(Phase.Planning);
        Diagnostic error = new Diagnostic("error", "login with '" + SECRET + "' failed", "main.tf", 3);

        assertThat(said(RunKind.PLAN, new Delivery.Rejected(List.of(error))))
                .isEqualTo(new Run.Rejected(List.of("error: login with '(sensitive)' failed (main.tf:3)")));
    }

    @Test
    void so_does_a_run_that_says_why_it_failed() {
        world.change(Phase.Planning);

        assertThat(said(RunKind.PLAN, new Delivery.Failed("no: " + SECRET)))
                .isEqualTo(new Run.Vanished(1, 1, "no: (sensitive)"));
    }

    @Test
    void and_what_is_told_of_an_apply() {
        InfrastructureChange change = world.change(Phase.Applying);
        assertThat(change).isNotNull();

        assertThat(Scrubbed.of(
                        new ApplyOutcome.PartlyDone("login with " + SECRET, 1, 2, List.of("t.n[\"" + SECRET + "\"]")),
                        text -> text.replace(SECRET, "x")))
                .isEqualTo(new ApplyOutcome.PartlyDone("login with x", 1, 2, List.of("t.n[\"x\"]")));
    }
}
