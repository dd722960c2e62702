package dev.holdpoint.e2e.path;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.InstalledCluster;
import dev.holdpoint.e2e.cluster.LocalCluster;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Where the scenarios happen: a real cluster with Holdpoint and its one stack, an agent, people with clones and keys. */
final class Place implements AutoCloseable {
    static final String AGENTS = "holdpoint-agents";
    static final String STACK = "shop";

    /** What a busy machine with two cores may take for one stretch of the path. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long TOKEN_SECONDS = 7200;

    private static final Set<Phase> ENDS =
            EnumSet.of(Phase.Applied, Phase.Failed, Phase.Withdrawn, Phase.Superseded, Phase.Expired);

    private final InstalledCluster installed;
    private final KubernetesClient admin;
    private final KubernetesClient agent;
    private final Map<String, Voter> voters = new HashMap<>();
    private boolean opened;
    private FirstChange first;

    private Place(InstalledCluster installed, KubernetesClient admin, KubernetesClient agent) {
        this.installed = installed;
        this.admin = admin;
        this.agent = agent;
    }

    static Place on(InstalledCluster installed) {
        LocalCluster cluster = installed.cluster();
        KubernetesClient admin =
                client(Config.fromKubeconfig(cluster.adminKubeconfig().toFile()));
        String token = admin.serviceAccounts()
                .inNamespace(AGENTS)
                .withName("claude")
                .tokenRequest(new TokenRequestBuilder()
                        .withNewSpec()
                        .withExpirationSeconds(TOKEN_SECONDS)
                        .endSpec()
                        .build())
                .getStatus()
                .getToken();
        KubernetesClient agent = client(new ConfigBuilder(Config.empty())
                .withMasterUrl(cluster.apiServerForPods().toString())
                .withCaCertFile(cluster.authority().certificateFile().toString())
                .withOauthToken(token)
                .build());
        return new Place(installed, admin, agent);
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    LocalCluster cluster() {
        return installed.cluster();
    }

    /** {@code system:masters}, for looking around and for breaking things. */
    KubernetesClient admin() {
        return admin;
    }

    InstalledCluster installed() {
        return installed;
    }

    String rosterPin() {
        return installed.installed().rosterPin();
    }

    /** The estate under custody, as the first change made it; played once per cluster. */
    FirstChange first() {
        if (!opened) {
            opened = true;
            first = FirstChange.play(this);
        }
        if (first == null) {
            throw new AssertionError("the first change failed; see the first scenario that asked for it");
        }
        return first;
    }

    Voter voter(String name) {
        return voters.computeIfAbsent(name, n -> Voter.of(installed, n));
    }

    /** Asks as the agent. */
    void ask(InfrastructureChange change) {
        agent.resource(change).create();
    }

    /** The agent takes its change back, in the one way that it may. */
    void withdraw(String change) {
        agent.resources(InfrastructureChange.class)
                .inNamespace(AGENTS)
                .withName(change)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"spec\": {\"withdrawal\": {\"reason\": \"no longer needed\"}}}");
    }

    InfrastructureChange change(String name) {
        return admin.resources(InfrastructureChange.class)
                .inNamespace(AGENTS)
                .withName(name)
                .require();
    }

    /** Its status; an empty one while nobody has seen it. */
    ChangeStatus status(String name) {
        ChangeStatus status = change(name).getStatus();
        return status == null ? new ChangeStatus() : status;
    }

    StackStateStatus state() {
        StackState state = admin.resources(StackState.class)
                .inNamespace("holdpoint-state")
                .withName(STACK)
                .require();
        return state.getStatus() == null ? new StackStateStatus() : state.getStatus();
    }

    /** Until the change is in one of these phases; fails at once in an end that is not one of them. */
    ChangeStatus await(String name, Phase... phases) {
        Set<Phase> wanted = EnumSet.copyOf(Arrays.asList(phases));
        until(
                () -> name + " comes to " + wanted + ", it is " + told(name),
                () -> isOneOf(status(name), wanted) || isOneOf(status(name), ENDS));
        ChangeStatus status = status(name);
        if (!isOneOf(status, wanted)) {
            throw new AssertionError(name + " should come to " + wanted + " and ended: " + told(name));
        }
        return status;
    }

    private static boolean isOneOf(ChangeStatus status, Set<Phase> phases) {
        return status.phase != null && phases.contains(status.phase);
    }

    /** Until the change is in this phase, or beyond it when that passed quickly. */
    void reaches(String name, Phase phase) {
        until(
                () -> name + " reaches " + phase + ", it is " + told(name),
                () -> status(name).phase != null && status(name).phase.compareTo(phase) >= 0);
    }

    /** Until it is recorded in the ledger, branch and tags gone, and no Job is left, whatever its stack does. */
    void awaitEnded(String name) {
        until(() -> name + " is cleaned up, it is " + told(name), () -> "ended".equals(status(name).message));
        until(
                () -> "no Job of " + name + " is left, there are " + jobs(name),
                () -> jobs(name).isEmpty());
    }

    /** Until it is over and the stack goes on. */
    void awaitCleanEnd(String name) {
        awaitEnded(name);
        // The attestor lets the stack go on after it has recorded the end; the branch may be gone before that.
        until(() -> "the stack goes on after " + name, () -> state().unmerged == null && state().lock == null);
    }

    /** Names of all Jobs of a change. */
    List<String> jobs(String change) {
        return admin
                .batch()
                .v1()
                .jobs()
                .inAnyNamespace()
                .withLabel(RunLabels.CHANGE_UID, change(change).getMetadata().getUid())
                .list()
                .getItems()
                .stream()
                .map(job -> job.getMetadata().getName())
                .toList();
    }

    /** As somebody with write access to the Git server's disk could. */
    void deleteTag(String tag) {
        Command.of("git", "update-ref", "-d", "refs/tags/" + tag)
                .in(repository())
                .run();
    }

    /** The repository on the Git server's disk. */
    Path repository() {
        return installed.installed().gitFolder().resolve("infra.git");
    }

    /** Two people sign the round that lies before them. */
    void approve(String name) {
        voter("ada").vote(name, status(name).round, "approve");
        voter("ben").vote(name, status(name).round, "approve");
    }

    /** What the status says, for messages of failed tests. */
    String told(String name) {
        ChangeStatus status = status(name);
        StringBuilder told = new StringBuilder(
                status.phase + " in round " + status.round + ", next " + status.nextActor + ": " + status.message);
        if (status.outcome != null) {
            told.append("; ").append(status.outcome.result).append(": ").append(status.outcome.message);
        }
        if (status.findings != null) {
            status.findings.forEach(
                    f -> told.append("; ").append(f.rule).append(": ").append(f.saw));
        }
        if (status.votes != null) {
            status.votes.forEach(
                    v -> told.append("; vote ").append(v.tag).append(": ").append(v.finding));
        }
        return told.toString();
    }

    static void until(Supplier<String> what, BooleanSupplier condition) {
        if (!becomes(PATIENCE, condition)) {
            throw new AssertionError("waited " + PATIENCE.toSeconds() + " s until " + what.get());
        }
    }

    /** Whether it comes to be so within the limit. */
    static boolean becomes(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
        return true;
    }

    @Override
    public void close() {
        agent.close();
        admin.close();
        installed.stop();
    }
}
