package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeRef;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.PlanSpec;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.derive.KnownSecrets;
import dev.holdpoint.app.derive.RoundDerivation;
import dev.holdpoint.app.port.NotYet;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.scan.StaticScan;
import dev.holdpoint.core.digest.Sha256;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the controller's run pods get and hand over. What a plan run was given is remembered until it delivers; after a
 * restart nobody remembers, the delivery is unwanted and the run is tried again.
 */
final class ControllerDesk implements RunDesk {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerDesk.class);

    private final Ports ports;
    private final Changes changes;
    private final Scenery scenery;
    private final ChangeBranch branches;
    private final DeskParts parts;
    private final Remembered<Given> given = new Remembered<>();
    private final Remembered<Set<String>> secrets = new Remembered<>();
    private final Arrivals arrivals;

    ControllerDesk(Ports ports, Changes changes, ChangeBranch branches, DeskParts parts) {
        this(ports, changes, branches, parts, new Arrivals(Arrivals.PATIENCE));
    }

    ControllerDesk(Ports ports, Changes changes, ChangeBranch branches, DeskParts parts, Arrivals arrivals) {
        this.ports = ports;
        this.changes = changes;
        this.scenery = new Scenery(ports);
        this.branches = branches;
        this.parts = parts;
        this.arrivals = arrivals;
    }

    /** What a desk keeps and whom it wakes when something came in. */
    record DeskParts(RenderCache renders, RunBook book, Consumer<InfrastructureChange> wake) {}

    /** What a plan run was made from. */
    private record Given(Scene scene, ChangeBranch.Standing standing) {}

    @Override
    public Optional<Assignment> assignment(RunPod pod) {
        if (pod.kind() == RunKind.RENDER) {
            // A render pod is started beside its plan pod.
            arrivals.await(pod.changeUid(), () -> wanted(pod).isEmpty() || planned(pod));
            if (wanted(pod).isPresent() && !planned(pod)) {
                throw new NotYet("the plan of this round is being made");
            }
        }
        Optional<InfrastructureChange> change = wanted(pod);
        if (change.isEmpty() || !(scenery.of(change.get()) instanceof Scenery.Found.Set(var scene))) {
            return Optional.empty();
        }
        return branches.of(scene).standing().flatMap(standing -> assignment(pod, scene, standing));
    }

    private Optional<Assignment> assignment(RunPod pod, Scene scene, ChangeBranch.Standing standing) {
        Optional<InfrastructurePlan> plan = ports.plans().find(scene.uid(), pod.round());
        // What the engine says of this tree comes when the branch may be another one.
        StaticScan.sensitive(standing.tree()).ifPresent(texts -> secrets.put(pod.job(), texts));
        return switch (pod.kind()) {
            case PLAN -> {
                given.put(pod.job(), new Given(scene, standing));
                yield Optional.of(Assignments.plan(scene, standing, state(scene)));
            }
            case RENDER -> plan.map(p -> Assignments.render(scene, ports.plans().bytes(p), lock(p)));
            case APPLY ->
                plan.map(p -> Assignments.apply(scene, standing, ports.plans().bytes(p), lock(p), state(scene)));
        };
    }

    private boolean planned(RunPod pod) {
        return ports.plans().find(pod.changeUid(), pod.round()).isPresent();
    }

    private Optional<byte[]> state(Scene scene) {
        return new StateView(scene.state()).current().map(ports.custody()::bytes);
    }

    private static String lock(InfrastructurePlan plan) {
        return plan.getSpec().lockFile == null ? "" : plan.getSpec().lockFile;
    }

    /** A run is wanted while its change stands in the stage and round that it was started for. */
    private Optional<InfrastructureChange> wanted(RunPod pod) {
        return changes.byUid(pod.changeUid())
                .filter(change -> change.getStatus() != null
                        && change.getStatus().round != null
                        && change.getStatus().round == pod.round())
                .filter(change -> phaseFits(pod.kind(), change.getStatus().phase));
    }

    private static boolean phaseFits(RunKind kind, Phase phase) {
        return switch (kind) {
            case PLAN, RENDER -> phase == Phase.Planning;
            case APPLY -> phase == Phase.Approved || phase == Phase.Applying;
        };
    }

    @Override
    public Receipt deliver(RunPod pod, Delivery delivery) {
        // Nobody has another copy of a state that could not be posted: it is taken however the change ended meanwhile.
        Optional<InfrastructureChange> change =
                delivery instanceof Delivery.CandidateState ? changes.byUid(pod.changeUid()) : wanted(pod);
        if (change.isEmpty()) {
            return Receipt.UNWANTED;
        }
        Receipt receipt = switch (delivery) {
            case Delivery.Plan plan -> pod.kind() == RunKind.PLAN ? store(pod, plan) : Receipt.UNWANTED;
            case Delivery.Rendered rendered -> pod.kind() == RunKind.RENDER ? keep(pod, rendered) : Receipt.UNWANTED;
            case Delivery.Rejected rejected -> note(pod, change.get(), rejected);
            case Delivery.Failed failed -> note(pod, change.get(), failed);
            case Delivery.Stalled stalled -> note(pod, change.get(), stalled);
            case Delivery.CandidateState candidate -> keepCandidate(pod, change.get(), candidate);
        };
        arrivals.came(pod.changeUid());
        parts.wake().accept(change.get());
        return receipt;
    }

    /** The only record of what a failed post leaves in the cloud: kept before the pod is told so. */
    private Receipt keepCandidate(RunPod pod, InfrastructureChange change, Delivery.CandidateState candidate) {
        if (pod.kind() != RunKind.APPLY) {
            return Receipt.UNWANTED;
        }
        String stack = change.getSpec().stacks.getFirst();
        List<String> names = ports.custody().keepCandidate(stack, candidate.gzip());
        LOG.warn("stack={} change={} kept a state that could not be posted: secrets={}", stack, pod.changeUid(), names);
        return Receipt.STORED;
    }

    /** Of a run whose tree nobody remembers, or whose sensitive variables cannot be read, no word is published. */
    private Receipt note(RunPod pod, InfrastructureChange change, Delivery delivery) {
        List<byte[]> states = ports.custody().find(change.getSpec().stacks.getFirst()).stream()
                .flatMap(state -> new StateView(state).current().stream())
                .map(ports.custody()::bytes)
                .toList();
        UnaryOperator<String> scrub =
                ports.rounds().scrub(new KnownSecrets(states, Optional.empty(), secrets.get(pod.job())));
        parts.book().note(pod, Scrubbed.of(delivery, scrub));
        return Receipt.STORED;
    }

    private Receipt keep(RunPod pod, Delivery.Rendered rendered) {
        Optional<InfrastructurePlan> plan = ports.plans().find(pod.changeUid(), pod.round());
        if (plan.isEmpty()) {
            return Receipt.UNWANTED;
        }
        parts.renders().keep(pod.changeUid(), pod.round(), plan.get().getSpec().digest, rendered.json());
        parts.book().delivered(pod);
        return Receipt.STORED;
    }

    private Receipt store(RunPod pod, Delivery.Plan delivered) {
        Optional<Given> from = given.get(pod.job());
        if (from.isEmpty()) {
            return Receipt.UNWANTED;
        }
        Sha256 digest = Sha256.of(delivered.plan());
        Optional<InfrastructurePlan> before = ports.plans().find(pod.changeUid(), pod.round());
        if (before.isPresent()) {
            return before.get().getSpec().digest.equals(digest.hex()) ? Receipt.STORED_ALREADY : Receipt.CONFLICT;
        }
        InfrastructurePlan stored = ports.plans().store(spec(pod, from.get(), delivered), delivered.plan());
        return stored.getSpec().digest.equals(digest.hex()) ? Receipt.STORED : Receipt.CONFLICT;
    }

    private static PlanSpec spec(RunPod pod, Given from, Delivery.Plan delivered) {
        Scene scene = from.scene();
        PlanSpec spec = new PlanSpec();
        spec.change = new ChangeRef();
        spec.change.namespace = scene.change().getMetadata().getNamespace();
        spec.change.name = scene.change().getMetadata().getName();
        spec.change.uid = scene.uid();
        spec.stack = scene.stack();
        spec.round = pod.round();
        spec.lockFile = delivered.lockFile().isEmpty() ? null : delivered.lockFile();
        spec.inputs = RoundDerivation.inputs(
                        scene.change(), scene.settings(), from.standing().tree(), delivered.lockFile())
                .hex();
        Optional<StateVersion> state = new StateView(scene.state()).current();
        spec.lineage = state.map(v -> v.lineage).orElse(null);
        spec.serial = state.map(v -> v.serial).orElse(null);
        spec.stateDigest = state.map(v -> v.digest).orElse(null);
        spec.engine = scene.settings().stack().getSpec().engine.name + " "
                + scene.settings().stack().getSpec().engine.version;
        spec.ledger = scene.history().head().hex();
        spec.changeCommit = from.standing().changeCommit();
        spec.settings = scene.settings().digest().hex();
        return spec;
    }
}
