package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.derive.Preview;
import dev.holdpoint.app.derive.RoundSources;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.scan.StaticScan;
import dev.holdpoint.core.approval.Approval;
import dev.holdpoint.core.approval.Ballot;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.Derived;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;
import java.util.Set;

/** What an apply pod sees of its order: every source read anew, everything derived again, compared and counted. */
final class OrderSight {
    private final Ports ports;
    private final OrderGate.GateParts parts;
    private final OrderGate.Subject subject;
    private final RunDesk.Assignment assignment;
    private Optional<Set<String>> secrets = Optional.empty();

    OrderSight(Ports ports, OrderGate.GateParts parts, OrderGate.Subject subject, RunDesk.Assignment assignment) {
        this.ports = ports;
        this.parts = parts;
        this.subject = subject;
        this.assignment = assignment;
    }

    /** What one reading of all sources came to. */
    record Look(Scene scene, Approval approval, Optional<String> problem) {
        static Look stops(String why) {
            return new Look(null, null, Optional.of(why));
        }
    }

    /** Reads everything anew. */
    Look look(byte[] planJson, Phase expected) {
        Optional<InfrastructureChange> change = find();
        if (change.isEmpty()
                || !change.get().getMetadata().getUid().equals(subject.uid())
                || change.get().getStatus().phase != expected
                || change.get().getStatus().round != subject.round()) {
            return Look.stops("the change is not " + expected + " in round " + subject.round() + " any more");
        }
        if (change.get().getSpec().withdrawal != null) {
            return Look.stops("withdrawn: " + change.get().getSpec().withdrawal.reason);
        }
        return switch (new Scenery(ports).of(change.get())) {
            case Scenery.Found.Missing(var why) -> Look.stops(why);
            case Scenery.Found.Set(var scene) -> look(scene, planJson);
        };
    }

    private Look look(Scene scene, byte[] planJson) {
        // The status may be that of a restored etcd; the ledger is not restored with it.
        if (scene.history().ended(subject.uid())) {
            return Look.stops("the ledger says that this change has ended; its status is an older one");
        }
        Optional<InfrastructurePlan> plan = ports.plans().find(subject.uid(), subject.round());
        Optional<ChangeBranch.Standing> standing = parts.branches().of(scene).standing();
        byte[] file = assignment.plan().orElse(new byte[0]);
        if (plan.isEmpty() || standing.isEmpty()) {
            return Look.stops("the plan or the branch of this round is not as it was approved");
        }
        secrets = StaticScan.sensitive(standing.get().tree());
        String digest = Sha256.of(file).hex();
        if (!digest.equals(plan.get().getSpec().digest)
                || !digest.equals(scene.change().getStatus().plan.digest)) {
            return Look.stops("the plan file that came to this pod is not the one of this round");
        }
        Optional<String> stale =
                new StateView(scene.state()).basis(plan.get(), scene.settings()).stale();
        Optional<String> handed =
                stateProblem(scene).or(() -> AssignmentCheck.problem(assignment, scene, standing.get(), plan.get()));
        if (stale.isPresent() || handed.isPresent()) {
            return Look.stops(stale.or(() -> handed).get());
        }
        RoundSources sources = new RoundSources(
                scene.change(),
                scene.settings(),
                plan.get(),
                file,
                planJson,
                standing.get().tree(),
                standing.get().base(),
                standing.get().changeCommit(),
                assignment.state(),
                new StateView(scene.state()).established());
        return judged(scene, standing.get(), sources);
    }

    /** What the tree calls secret; empty while it is not known. */
    Optional<Set<String>> secrets() {
        return secrets;
    }

    private Optional<String> stateProblem(Scene scene) {
        Optional<String> registered = new StateView(scene.state()).current().map(v -> v.digest);
        Optional<String> served = assignment.state().map(Sha256::of).map(Sha256::hex);
        return registered.equals(served)
                ? Optional.empty()
                : Optional.of("the state that came to this pod is not the registered one");
    }

    private Look judged(Scene scene, ChangeBranch.Standing standing, RoundSources sources) {
        Preview preview = ports.rounds().derive(sources);
        switch (parts.judge().compare(scene, standing, sources.plan(), preview)) {
            case Derived.Differs differs -> {
                return Look.stops(differs.what());
            }
            case Derived.None none -> {
                return Look.stops("nothing was derived");
            }
            case Derived.Same same -> {
                // Goes on below.
            }
        }
        RoundJudge.Counted counted = parts.judge()
                .count(scene, standing, sources, preview, ports.clock().instant());
        Optional<Ballot.Granted> granted = counted.votes().ballot().granted();
        return granted.isEmpty()
                ? Look.stops("the votes do not amount to an approval any more")
                : new Look(scene, Approval.of(granted.get()), Optional.empty());
    }

    /** @throws Stalled if it is gone */
    InfrastructureChange change() {
        return find().orElseThrow(() -> new Stalled("the change is gone"));
    }

    private Optional<InfrastructureChange> find() {
        try {
            return parts.changes().find(subject.namespace(), subject.name());
        } catch (KubernetesClientException e) {
            throw new Unavailable("the change cannot be read: " + e.getMessage(), e);
        }
    }
}
