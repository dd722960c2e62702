package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.app.derive.Preview;
import dev.holdpoint.app.derive.RoundSources;
import dev.holdpoint.app.port.Grants;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.core.approval.Ballot;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.ApplyRun;
import dev.holdpoint.core.flow.AttestSnapshot;
import dev.holdpoint.core.flow.BallotView;
import dev.holdpoint.core.flow.Basis;
import dev.holdpoint.core.flow.Derived;
import dev.holdpoint.core.flow.Run;
import dev.holdpoint.core.flow.Settings;
import dev.holdpoint.core.flow.Stage;
import dev.holdpoint.core.record.Entry;
import java.util.Optional;
import java.util.TreeSet;

/** Reads what the attestor decides on, from the sources themselves: Git, plan bytes, state, settings, ledger. */
final class AttestObserver {
    private final Ports ports;
    private final Scenery scenery;
    private final AttestParts parts;
    private final ApplyRuns applies;

    AttestObserver(Ports ports, AttestParts parts) {
        this.ports = ports;
        this.scenery = new Scenery(ports);
        this.parts = parts;
        this.applies = new ApplyRuns(ports.runs(), ports.clock());
    }

    AttestSeen observe(InfrastructureChange change) {
        Stage stage = Phases.stage(change.getStatus() == null ? null : change.getStatus().phase);
        return switch (stage) {
            case NEW, PENDING, OPEN, PLANNING -> early(change, stage);
            case REFUSED,
                    REJECTED,
                    AWAITING_APPROVAL,
                    APPROVED,
                    APPLYING,
                    APPLIED,
                    FAILED,
                    WITHDRAWN,
                    SUPERSEDED,
                    EXPIRED ->
                switch (scenery.of(change)) {
                    case Scenery.Found.Missing(var why) -> nothing(change, stage, new Settings.NotInForce(why));
                    case Scenery.Found.Set(var scene) -> seen(scene, stage);
                };
        };
    }

    private AttestSeen early(InfrastructureChange change, Stage stage) {
        Facts facts = new Facts(stage, round(change), new Settings.InForce(""));
        facts.granted = ports.grants().any(change.getMetadata().getUid());
        return new AttestSeen(
                facts.snapshot(),
                change,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static AttestSeen nothing(InfrastructureChange change, Stage stage, Settings settings) {
        Facts facts = new Facts(stage, round(change), settings);
        return new AttestSeen(
                facts.snapshot(),
                change,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static int round(InfrastructureChange change) {
        ChangeStatus status = change.getStatus();
        return status == null || status.round == null ? 1 : status.round;
    }

    private AttestSeen seen(Scene scene, Stage stage) {
        return stage == Stage.REFUSED ? refused(scene) : decided(scene, stage);
    }

    private AttestSeen refused(Scene scene) {
        Facts facts = new Facts(
                Stage.REFUSED,
                round(scene.change()),
                new Settings.InForce(scene.settings().digest().hex()));
        facts.granted = ports.grants().any(scene.uid());
        facts.unrecordedRefusal = !scene.history().refused(scene.uid(), facts.round);
        return new AttestSeen(
                facts.snapshot(),
                scene.change(),
                Optional.of(scene),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private AttestSeen decided(Scene scene, Stage stage) {
        int round = round(scene.change());
        Facts facts = new Facts(
                stage, round, new Settings.InForce(scene.settings().digest().hex()));
        Optional<InfrastructurePlan> plan = ports.plans().find(scene.uid(), round);
        Optional<Sha256> digest = plan.map(p -> Sha256.parse(p.getSpec().digest));
        facts.order = digest.flatMap(d -> scene.history().order(scene.uid(), round, d));
        boolean roundIsOver = stage.isEnd() || stage == Stage.REJECTED;
        facts.granted = roundIsOver
                ? ports.grants().any(scene.uid())
                : digest.map(d -> ports.grants().stands(new Grants.Grant(scene.uid(), scene.stack(), round, d)))
                        .orElse(false);
        facts.intent = facts.order.flatMap(o -> scene.history().intent(scene.stack(), o));
        if (stage == Stage.AWAITING_APPROVAL || stage == Stage.REJECTED) {
            return attested(scene, facts, plan);
        }
        facts.withdrawn = scene.change().getSpec().withdrawal != null;
        if (scene.change().getStatus().plan != null) {
            facts.apply = facts.order.isPresent() ? applies.of(scene, stage, round) : new ApplyRun.NotStarted();
        }
        facts.endRecorded = scene.history().ended(scene.uid());
        // It was recorded because the merge was seen; the base may have moved on since.
        facts.mergedSeen = scene.history().ended(scene.uid()) || merged(scene, round);
        facts.unmerged = facts.order.isPresent()
                && new StateView(scene.state()).unmerged().equals(facts.order);
        return new AttestSeen(
                facts.snapshot(),
                scene.change(),
                Optional.of(scene),
                Optional.empty(),
                plan,
                Optional.empty(),
                Optional.empty());
    }

    /** Whether the commit that was approved, in the ledger's words, is on the base branch. */
    private static boolean merged(Scene scene, int round) {
        return OnBase.approved(scene, round).anyMatch(commit -> OnBase.holds(scene, commit));
    }

    private AttestSeen attested(Scene scene, Facts facts, Optional<InfrastructurePlan> plan) {
        Optional<ChangeBranch.Standing> standing = parts.branches().of(scene).standing();
        if (plan.isEmpty() || standing.isEmpty()) {
            facts.basis =
                    Basis.changed("the branch or the plan of this round is not as it was put before the reviewers");
            return new AttestSeen(
                    facts.snapshot(),
                    scene.change(),
                    Optional.of(scene),
                    standing,
                    plan,
                    Optional.empty(),
                    Optional.empty());
        }
        facts.basis = basis(scene, plan.get());
        Optional<RoundSources> sources = parts.rounds().sources(scene, standing.get(), plan.get());
        facts.render = sources.<Run>map(s -> new Run.Delivered())
                .orElseGet(() -> parts.book()
                        .undelivered(
                                ports.runs().find(RunKind.RENDER, RunRoles.ATTESTOR, scene.uid(), facts.round),
                                RunKind.RENDER,
                                scene.settings().digest()));
        Optional<Preview> preview = sources.map(s -> parts.rounds().preview(scene, s));
        Optional<RoundJudge.Counted> votes = Optional.empty();
        if (preview.isPresent()) {
            facts.derived = parts.judge().compare(scene, standing.get(), plan.get(), preview.get());
            RoundJudge.Counted count = parts.judge()
                    .count(
                            scene,
                            standing.get(),
                            sources.get(),
                            preview.get(),
                            ports.clock().instant());
            facts.unrecorded = count.votes()
                    .unrecorded(scene.history().recorded(scene.uid(), facts.round))
                    .size();
            facts.ballot = view(
                    count.votes().ballot(), preview.get().derived().quorum().required());
            votes = Optional.of(count);
        }
        return new AttestSeen(facts.snapshot(), scene.change(), Optional.of(scene), standing, plan, preview, votes);
    }

    /** The votes name a ledger head; what was fetched must contain it, or somebody shows an older ledger. */
    private static Basis basis(Scene scene, InfrastructurePlan plan) {
        String named = plan.getSpec().ledger;
        boolean known = named == null
                || named.equals(Entry.ROOT.hex())
                || scene.history().entries().stream()
                        .anyMatch(e -> e.digest().hex().equals(named));
        return known
                ? new StateView(scene.state()).basis(plan, scene.settings())
                : Basis.changed("the ledger does not contain the head that the plan was made at");
    }

    private static BallotView view(Ballot ballot, int required) {
        return switch (ballot) {
            case Ballot.Pending pending ->
                new BallotView.Pending(pending.approvers().size(), required);
            case Ballot.Denied denied ->
                new BallotView.Denied(
                        String.join(", ", new TreeSet<>(denied.by())),
                        String.join(", ", new TreeSet<>(denied.overruledBy())));
            case Ballot.Granted granted ->
                new BallotView.Granted(granted.votes().size());
        };
    }

    /** The fields of a snapshot while they are being gathered; what is not set is the earlier stage. */
    private static final class Facts {
        private final Stage stage;
        private final int round;
        private final Settings settings;
        private Run render = new Run.NotStarted(1);
        private Derived derived = new Derived.None();
        private Basis basis = Basis.STANDS;
        private int unrecorded;
        private BallotView ballot = new BallotView.Pending(0, 1);
        private Optional<Long> order = Optional.empty();
        private boolean granted;
        private boolean withdrawn;
        private ApplyRun apply = new ApplyRun.NotStarted();
        private Optional<String> intent = Optional.empty();
        private boolean endRecorded;
        private boolean unrecordedRefusal;
        private boolean mergedSeen;
        private boolean unmerged;

        private Facts(Stage stage, int round, Settings settings) {
            this.stage = stage;
            this.round = round;
            this.settings = settings;
        }

        private AttestSnapshot snapshot() {
            return new AttestSnapshot(
                    stage,
                    round,
                    withdrawn,
                    settings,
                    render,
                    derived,
                    basis,
                    unrecorded,
                    ballot,
                    order,
                    granted,
                    apply,
                    intent,
                    endRecorded,
                    unrecordedRefusal,
                    mergedSeen,
                    unmerged);
        }
    }
}
