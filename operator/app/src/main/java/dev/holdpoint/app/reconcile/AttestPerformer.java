package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ApprovalStatus;
import dev.holdpoint.api.ChangeRef;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.OutcomeResult;
import dev.holdpoint.api.OutcomeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.Grants;
import dev.holdpoint.app.port.Ledger;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.settings.SettingsDigest;
import dev.holdpoint.core.approval.Approval;
import dev.holdpoint.core.approval.Ballot;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.AttestStep;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import dev.holdpoint.core.record.VoteRecorded;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Performs one step of the attestor: at most one effect, safe to repeat. */
final class AttestPerformer {
    private final Ports ports;
    private final Function<ChangeRepository, Ledger> ledgers;

    AttestPerformer(Ports ports, Function<ChangeRepository, Ledger> ledgers) {
        this.ports = ports;
        this.ledgers = ledgers;
    }

    Outcome perform(AttestStep step, AttestSeen seen) {
        return switch (step) {
            case AttestStep.StartRender start -> {
                ports.runs().start(render(start.attempt(), seen));
                yield Outcome.DONE;
            }
            case AttestStep.RecordVotes record -> recordVotes(seen);
            case AttestStep.NumberOrder number -> numberOrder(seen);
            case AttestStep.WriteGrant grant -> {
                ports.grants().write(new Grants.Grant(uid(seen), scene(seen).stack(), round(seen), plan(seen)));
                yield Outcome.DONE;
            }
            case AttestStep.MarkApproved mark -> Outcome.status(s -> approve(s, seen, mark.order()));
            case AttestStep.MarkRejected mark -> Outcome.status(s -> s.phase = Phase.Rejected);
            case AttestStep.MarkOverruled mark -> Outcome.status(s -> s.phase = Phase.Planning);
            case AttestStep.Alarm alarm -> Outcome.stalled("alarm: " + alarm.what());
            case AttestStep.PushIntent intent ->
                append(
                        scene(seen),
                        new PodIntended(new PlanApproved.Place(scene(seen).stack(), intent.order()), intent.podUid()));
            case AttestStep.DropGrant drop -> {
                ports.grants().drop(uid(seen));
                yield Outcome.DONE;
            }
            case AttestStep.RemovePod remove -> {
                ports.runs().removeFinishedPod(uid(seen), round(seen));
                yield Outcome.DONE;
            }
            case AttestStep.RemoveUnstartedPod remove -> {
                ports.runs().removeUnstartedPod(uid(seen), round(seen));
                yield Outcome.DONE;
            }
            case AttestStep.FreeLock free -> {
                ports.custody().free(scene(seen).state(), free.podUid());
                yield Outcome.DONE;
            }
            case AttestStep.MarkFailed failed -> Outcome.status(s -> fail(s, failed));
            case AttestStep.RecordRefusal refusal -> append(scene(seen), Refusals.fact(scene(seen), round(seen)));
            case AttestStep.RecordEnd end -> {
                ports.runs().discard(uid(seen));
                yield append(scene(seen), Ends.fact(scene(seen), seen.snapshot()));
            }
            case AttestStep.ClearUnmerged clear -> {
                ports.custody()
                        .clearUnmerged(
                                scene(seen).state(), seen.snapshot().order().orElseThrow());
                yield Outcome.DONE;
            }
            case AttestStep.Wait wait -> Outcome.DONE;
        };
    }

    private static Scene scene(AttestSeen seen) {
        return seen.scene().orElseThrow();
    }

    private static String uid(AttestSeen seen) {
        return seen.change().getMetadata().getUid();
    }

    private static int round(AttestSeen seen) {
        return seen.snapshot().round();
    }

    private static Sha256 plan(AttestSeen seen) {
        return Sha256.parse(seen.plan().orElseThrow().getSpec().digest);
    }

    private static RunOrder render(int attempt, AttestSeen seen) {
        Scene scene = scene(seen);
        ChangeRef ref = new ChangeRef();
        ref.namespace = scene.change().getMetadata().getNamespace();
        ref.name = scene.change().getMetadata().getName();
        ref.uid = scene.uid();
        return new RunOrder(
                RunKind.RENDER,
                RunRoles.ATTESTOR,
                ref,
                scene.stack(),
                scene.settings().stack().getSpec(),
                scene.settings().digest(),
                round(seen),
                attempt,
                Optional.of(plan(seen)),
                Optional.empty());
    }

    /** All new votes of the round, one entry each. Who appended first wins; the rest is done in the next pass. */
    private Outcome recordVotes(AttestSeen seen) {
        Scene scene = scene(seen);
        RoundJudge.Counted counted = seen.votes().orElseThrow();
        History history = scene.history();
        for (VoteRecorded fact :
                counted.votes().toRecord(counted.poll(), counted.tags(), history.recorded(scene.uid(), round(seen)))) {
            Optional<History> next = ledger(scene).append(history, draft(fact));
            if (next.isEmpty()) {
                return Outcome.DONE;
            }
            history = next.get();
        }
        note(scene, history);
        return Outcome.DONE;
    }

    private Outcome numberOrder(AttestSeen seen) {
        Scene scene = scene(seen);
        RoundJudge.Counted counted = seen.votes().orElseThrow();
        Optional<Ballot.Granted> granted = counted.votes().ballot().granted();
        if (granted.isEmpty()) {
            return Outcome.DONE;
        }
        if (scene.history().proven().isEmpty()) {
            return Outcome.stalled("approved, but the ledger of ChangeRepository "
                    + scene.settings().repository().getMetadata().getName()
                    + " is not opened; the attestor opens it by itself, or that object's status says why not");
        }
        Optional<Sha256> recorded = SettingsDigest.recorded(scene.history().proven(), scene.stack());
        if (!recorded.equals(Optional.of(scene.settings().digest()))) {
            return Outcome.stalled(
                    "approved, but the settings that it rests on are not those in the ledger: the attestor"
                            + " records new versions by itself; if this stays, a guard that was recorded is missing here, put it"
                            + " back");
        }
        // A claim that skipped numbers must not make later orders unclaimable: the next one lies above both.
        long order = Math.max(scene.history().lastOrder(scene.stack()), new StateView(scene.state()).lastOrder()) + 1;
        return append(
                scene,
                PlanApproved.of(
                        Approval.of(granted.get()),
                        counted.poll(),
                        order,
                        seen.preview().orElseThrow().derived().review()));
    }

    private Outcome append(Scene scene, Fact fact) {
        ledger(scene).append(scene.history(), draft(fact)).ifPresent(history -> note(scene, history));
        return Outcome.DONE;
    }

    /** The stack remembers the newest head, so that a ledger that was rolled back is noticed. */
    private void note(Scene scene, History history) {
        ports.custody().noteLedger(scene.state(), history.number(), history.head());
    }

    private Ledger ledger(Scene scene) {
        return ledgers.apply(scene.settings().repository());
    }

    private Ledger.Draft draft(Fact fact) {
        return Ledger.Draft.of(ports.clock().instant().truncatedTo(ChronoUnit.SECONDS), fact);
    }

    private void approve(ChangeStatus status, AttestSeen seen, long order) {
        Scene scene = scene(seen);
        Ballot.Granted granted =
                seen.votes().orElseThrow().votes().ballot().granted().orElseThrow();
        ApprovalStatus approval = new ApprovalStatus();
        approval.round = round(seen);
        approval.planDigest = plan(seen).hex();
        approval.head = seen.standing().orElseThrow().head();
        approval.required = granted.quorum().required();
        approval.approvers = Approval.of(granted).approvers();
        approval.order = order;
        approval.ledgerEntry = scene.history().head().hex();
        approval.grantedAt =
                ports.clock().instant().truncatedTo(ChronoUnit.SECONDS).toString();
        status.phase = Phase.Approved;
        status.approval = approval;
        VoteReport.write(status, seen);
    }

    private static void fail(ChangeStatus status, AttestStep.MarkFailed failed) {
        status.phase = Phase.Failed;
        OutcomeStatus outcome = new OutcomeStatus();
        outcome.result = switch (failed.done()) {
            case NOTHING -> OutcomeResult.NothingDone;
            case UNKNOWN -> OutcomeResult.Unknown;
        };
        outcome.message = failed.why();
        status.outcome = outcome;
    }
}
