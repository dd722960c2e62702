package dev.holdpoint.e2e.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.AccountsSpec;
import dev.holdpoint.api.ChangeRef;
import dev.holdpoint.api.EngineName;
import dev.holdpoint.api.EngineSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.adapter.handover.HandoverClient;
import dev.holdpoint.app.adapter.handover.HandoverServer;
import dev.holdpoint.app.adapter.kube.KubeGrants;
import dev.holdpoint.app.adapter.kube.KubePodProof;
import dev.holdpoint.app.adapter.kube.KubeRuns;
import dev.holdpoint.app.adapter.kube.OwnJobs;
import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.Grants;
import dev.holdpoint.app.port.Installation;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Receipt;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.TestCluster;
import dev.holdpoint.e2e.cluster.Wait;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Runs and their line to the operator on a real API server: real Jobs, real tokens, real TokenReview. */
@ExtendWith(ClusterExtension.class)
class KubeRunsTest {
    private static final OwnJobs own = new OwnJobs();
    private static final String STACK = "runs";
    private static final String PLANS = "holdpoint-runs-plan";
    private static final Sha256 PLAN = digest("a plan");
    private static final Duration POD_WITHIN = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final String change = UUID.randomUUID().toString();
    private final FirstWins desk = new FirstWins();
    private TestCluster test;
    private Kubelet kubelet;
    private KubernetesClient operator;
    private HandoverServer server;
    private Desk address;
    private Runs runs;

    @BeforeEach
    void operator(TestCluster test) {
        this.test = test;
        this.kubelet = new Kubelet(test);
        test.stack(STACK);
        operator = client("controller");
        server = new HandoverServer(0, Instant.now());
        address = server.desk(Desk.OPERATOR, "127.0.0.1");
        server.serve(new KubePodProof(operator, address, own), desk);
        runs = runs(operator, address);
    }

    @AfterEach
    void end() {
        server.close();
        runs.discard(change);
    }

    private KubernetesClient client(String account) {
        return test.withToken(kubelet.token(kubelet.pod("holdpoint-system", account, "runs-" + account)));
    }

    private static Runs runs(KubernetesClient client, Desk desk) {
        String digest = digest("an image").hex();
        Installation installation =
                new Installation("localhost/holdpoint@sha256:" + digest, Installation.PullPolicy.NEVER, digest);
        return new KubeRuns(client, installation, desk, own);
    }

    private static Sha256 digest(String of) {
        return Sha256.of(of.getBytes(StandardCharsets.UTF_8));
    }

    private RunOrder plan(int attempt) {
        return order(RunKind.PLAN, attempt);
    }

    /** With the grant without which rule R3 lets no apply start. */
    private RunOrder apply() {
        new KubeGrants(client("attestor")).write(new Grants.Grant(change, STACK, 1, PLAN));
        return order(RunKind.APPLY, 1);
    }

    private RunOrder order(RunKind kind, int attempt) {
        ChangeRef ref = new ChangeRef();
        ref.namespace = "holdpoint-agents";
        ref.name = "change";
        ref.uid = change;
        StackSpec spec = new StackSpec();
        spec.repository = "infra";
        spec.engine = new EngineSpec();
        spec.engine.name = EngineName.OpenTofu;
        spec.engine.image = "localhost/opentofu@sha256:" + digest("an engine").hex();
        spec.accounts = new AccountsSpec();
        spec.accounts.plan = STACK;
        spec.accounts.apply = STACK;
        boolean apply = kind == RunKind.APPLY;
        return new RunOrder(
                kind,
                Desk.OPERATOR,
                ref,
                STACK,
                spec,
                digest("settings"),
                1,
                attempt,
                apply ? Optional.of(PLAN) : Optional.empty(),
                apply ? Optional.of(1L) : Optional.empty());
    }

    /** What the job controller made of the run, bound to a node as a scheduler would. */
    private Pod podOf(RunOrder order) {
        runs.start(order);
        Wait.until(
                "the run has a pod",
                POD_WITHIN,
                () -> sight(order.kind()).flatMap(Runs.Sight::podUid).isPresent());
        Pod pod = test.admin()
                .pods()
                .inNamespace("holdpoint-runs-" + order.kind().word())
                .withLabel(RunLabels.CHANGE_UID, change)
                .list()
                .getItems()
                .getFirst();
        return kubelet.bind(pod);
    }

    private Optional<Runs.Sight> sight() {
        return sight(RunKind.PLAN);
    }

    private Optional<Runs.Sight> sight(RunKind kind) {
        return runs.find(kind, Desk.OPERATOR, change, 1);
    }

    private HandoverClient line(String token) throws IOException {
        return new HandoverClient(address.address(), address.pin(), Files.writeString(folder.resolve("token"), token));
    }

    /** A desk that keeps the first delivery of each Job and remembers who came. */
    private static final class FirstWins implements RunDesk {
        private final List<RunPod> came = new ArrayList<>();
        private Delivery first;

        @Override
        public Optional<Assignment> assignment(RunPod pod) {
            came.add(pod);
            return Optional.empty();
        }

        @Override
        public Receipt deliver(RunPod pod, Delivery delivery) {
            came.add(pod);
            if (first == null) {
                first = delivery;
                return Receipt.STORED;
            }
            return first.equals(delivery) ? Receipt.STORED_ALREADY : Receipt.CONFLICT;
        }
    }

    @Test
    void starting_a_run_twice_starts_it_once() {
        runs.start(plan(1));
        runs.start(plan(1));
        assertThat(test.admin()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(PLANS)
                        .withLabel(RunLabels.CHANGE_UID, change)
                        .list()
                        .getItems())
                .hasSize(1);
        assertThat(sight()).hasValueSatisfying(run -> assertThat(run.ended()).isEmpty());
    }

    @Test
    void the_newest_attempt_is_the_one_that_counts() {
        runs.start(plan(1));
        runs.start(plan(2));
        assertThat(sight()).hasValueSatisfying(run -> assertThat(run.attempt()).isEqualTo(2));
    }

    @Test
    void a_pod_of_a_run_is_known_by_its_token_and_hands_over_once() throws IOException {
        Pod pod = podOf(plan(1));
        HandoverClient line = line(kubelet.token(pod, RunPaths.AUDIENCE));
        assertThat(line.assignment()).isEmpty();
        assertThat(line.deliver(new Delivery.Failed("one"))).isEqualTo(Receipt.STORED);
        assertThat(line.deliver(new Delivery.Failed("one"))).isEqualTo(Receipt.STORED_ALREADY);
        assertThat(line.deliver(new Delivery.Failed("two"))).isEqualTo(Receipt.CONFLICT);
        assertThat(desk.came)
                .containsOnly(new RunDesk.RunPod(
                        RunKind.PLAN,
                        PLANS,
                        pod.getMetadata().getName(),
                        pod.getMetadata().getUid(),
                        sight().orElseThrow().job(),
                        change,
                        1));
    }

    @Test
    void a_token_that_is_meant_for_the_api_server_is_refused() throws IOException {
        Pod pod = podOf(apply());
        assertThat(line(kubelet.token(pod, RunPaths.AUDIENCE)).assignment()).isEmpty();
        assertThat(desk.came).hasSize(1);
        HandoverClient line = line(kubelet.token(pod));
        assertThatThrownBy(line::assignment).isInstanceOf(Stalled.class);
        assertThat(desk.came).hasSize(1);
    }

    @Test
    void an_apply_that_nobody_granted_is_not_started() {
        RunOrder order = order(RunKind.APPLY, 1);
        assertThatThrownBy(() -> runs.start(order)).isInstanceOf(Stalled.class).hasMessageContaining("holdpoint-r3");
    }

    @Test
    void a_pod_that_was_deleted_proves_nothing_any_more() {
        Pod pod = podOf(plan(1));
        String token = kubelet.token(pod, RunPaths.AUDIENCE);
        KubePodProof proof = new KubePodProof(operator, address, own);
        assertThat(proof.prove(token)).isPresent();
        test.admin().resource(pod).withGracePeriod(0).delete();
        Wait.until(
                "the token is worth nothing",
                POD_WITHIN,
                () -> proof.prove(token).isEmpty());
    }

    @Test
    void a_pod_under_the_same_account_that_is_no_run_is_refused() throws IOException {
        Pod stranger = kubelet.pod(PLANS, STACK, "stranger");
        HandoverClient line = line(kubelet.token(stranger, RunPaths.AUDIENCE));
        assertThatThrownBy(line::assignment).isInstanceOf(Stalled.class);
        assertThat(desk.came).isEmpty();
    }

    @Test
    void a_run_of_another_process_is_refused_and_seen_as_ended() {
        Desk earlier = new Desk(Desk.OPERATOR, address.address(), digest("an earlier key"));
        runs(operator, earlier).start(plan(1));
        assertThat(sight()).hasValueSatisfying(run -> assertThat(run.ended()).isPresent());
    }

    @Test
    void a_run_of_the_other_role_is_refused() throws IOException {
        String token = kubelet.token(podOf(plan(1)), RunPaths.AUDIENCE);
        Desk attestor = new Desk(Desk.ATTESTOR, address.address(), address.pin());
        assertThat(new KubePodProof(operator, address, own).prove(token)).isPresent();
        assertThat(new KubePodProof(operator, attestor, own).prove(token)).isEmpty();
    }

    @Test
    void discarding_a_change_ends_its_runs() {
        runs.start(plan(1));
        runs.discard(change);
        assertThat(sight()).isEmpty();
    }

    @Test
    void a_finished_apply_pod_is_removed_and_a_running_one_is_not() {
        // On a node of paper: a real kubelet would argue about the phase.
        Pod pod = kubelet.pod("holdpoint-runs-apply", STACK, "apply-" + change);
        test.admin()
                .resource(pod)
                .edit(seen -> new PodBuilder(seen)
                        .editMetadata()
                        .addToLabels(Map.of(RunLabels.CHANGE_UID, change, RunLabels.ROUND, "1"))
                        .endMetadata()
                        .build());
        Runs attestor = runs(client("attestor"), new Desk(Desk.ATTESTOR, address.address(), address.pin()));
        String uid = pod.getMetadata().getUid();
        phase(pod, "Running");
        assertThat(attestor.removeFinishedPod(change, 1)).isFalse();
        assertThat(attestor.podExists(uid)).isTrue();
        phase(pod, "Succeeded");
        Wait.until("the finished pod is gone", POD_WITHIN, () -> attestor.removeFinishedPod(change, 1));
        assertThat(attestor.podExists(uid)).isFalse();
    }

    @Test
    void an_apply_is_not_discarded() {
        runs.start(apply());
        runs.discard(change);
        assertThat(sight(RunKind.APPLY)).isPresent();
    }

    private void phase(Pod pod, String phase) {
        test.admin()
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .editStatus(seen -> new PodBuilder(seen)
                        .editOrNewStatus()
                        .withPhase(phase)
                        .endStatus()
                        .build());
    }
}
