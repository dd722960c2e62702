package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackState;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import dev.holdpoint.app.port.RunDesk.RunPod;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.core.apply.ApplyOutcome;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    private ControllerDesk desk() {
        return new ControllerDesk(
                world.ports(),
                world.changes(),
                world.branches(),
                new ControllerDesk.DeskParts(new RenderCache(), book, change -> {}));
    }

    private static RunPod pod(RunKind kind) {
        return new RunPod(kind, "ns", "pod", "uid", "a-job", ShopWorld.UID, 1);
    }

    /** A desk that gave this change's tree to the run that speaks. */
    private ControllerDesk given(InfrastructureChange change) {
        Scene scene = world.scene(change);
        if (!(world.branches().fresh(scene) instanceof EditsOfChange.Building.Ready ready)) {
            throw new IllegalStateException("its branch cannot be built");
        }
        String commit = scene.repository().write(ready.draft().signedBy(world.shop.key("ada")));
        scene.repository().push(List.of(new RefMove(scene.branchRef(), Optional.empty(), Optional.of(commit))));
        ControllerDesk desk = desk();
        assertThat(desk.assignment(pod(RunKind.PLAN))).isPresent();
        return desk;
    }

    private Run said(ControllerDesk desk, RunKind kind, Delivery delivery) {
        desk.deliver(pod(kind), delivery);
        return book.undelivered(
                Optional.of(new Runs.Sight(
                        "a-job",
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        Instant.EPOCH,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of("a-job"))),
                kind,
                Sha256.of(new byte[0]));
    }

    @Test
    void an_error_of_a_plan_run_loses_it_before_it_becomes_a_finding() {
        ControllerDesk desk = given(world.change(Phase.Planning));
        Diagnostic error = new Diagnostic("error", "login with '" + SECRET + "' failed", "main.tf", 3);

        assertThat(said(desk, RunKind.PLAN, new Delivery.Rejected(List.of(error))))
                .isEqualTo(new Run.Rejected(List.of("error: login with '(sensitive)' failed (main.tf:3)")));
    }

    @Test
    void so_does_a_run_that_says_why_it_failed() {
        ControllerDesk desk = given(world.change(Phase.Planning));

        assertThat(said(desk, RunKind.PLAN, new Delivery.Failed("no: " + SECRET)))
                .isEqualTo(new Run.Vanished(1, 1, "no: (sensitive)"));
    }

    @Test
    void what_the_tree_calls_secret_in_json_is_lost_too() throws IOException {
        String given = "words of a file that nobody would take for a secret either";
        Files.writeString(
                world.clone.resolve("shop/secret.tf.json"), "{\"variable\": {\"words\": {\"sensitive\": true}}}");
        Files.writeString(world.clone.resolve("shop/terraform.tfvars.json"), "{\"words\": \"" + given + "\"}");
        world.commit("ada", "A variable in JSON");
        Processes.must(world.clone, "git", "push", "-q", "origin", "HEAD:main");
        ControllerDesk desk = given(world.change(Phase.Planning));

        assertThat(said(desk, RunKind.PLAN, new Delivery.Failed("no: " + given)))
                .isEqualTo(new Run.Vanished(1, 1, "no: (sensitive)"));
    }

    @Test
    void of_a_run_whose_tree_nobody_remembers_no_word_is_published() {
        world.change(Phase.Planning);
        String words = "words of the tree, which this desk did not give to the run";

        assertThat(said(desk(), RunKind.PLAN, new Delivery.Failed(words)))
                .isEqualTo(new Run.Vanished(1, 1, "(withheld: what is secret in it is not known)"));
        assertThat(said(
                                desk(),
                                RunKind.PLAN,
                                new Delivery.Rejected(List.of(new Diagnostic("error", words, "main.tf", 3))))
                        .toString())
                .contains("withheld")
                .doesNotContain(words);
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
