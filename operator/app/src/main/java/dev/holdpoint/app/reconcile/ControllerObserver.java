package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.app.derive.Preview;
import dev.holdpoint.app.derive.RoundDerivation;
import dev.holdpoint.app.derive.RoundSources;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.core.approval.SshSigner;
import dev.holdpoint.core.flow.ApplyRun;
import dev.holdpoint.core.flow.Basis;
import dev.holdpoint.core.flow.Judgement;
import dev.holdpoint.core.flow.Lane;
import dev.holdpoint.core.flow.Run;
import dev.holdpoint.core.flow.Settings;
import dev.holdpoint.core.flow.Snapshot;
import dev.holdpoint.core.flow.Source;
import dev.holdpoint.core.flow.Stage;
import dev.holdpoint.core.verdict.Severity;
import dev.holdpoint.core.verdict.Verdict;
import java.time.Instant;
import java.util.Optional;

/** Reads everything that the controller decides on, and changes nothing. */
final class ControllerObserver {
    private final Ports ports;
    private final Scenery scenery;
    private final ChangeBranch branches;
    private final RoundReader rounds;
    private final RunBook book;
    private final ApplyRuns applies;
    private final Neighbours neighbours;
    private final Successions successions;
    private final WaitingRenders waiting;
    private final SshSigner operator;

    ControllerObserver(Ports ports, ControllerParts parts) {
        this.ports = ports;
        this.scenery = new Scenery(ports);
        this.branches = parts.branches();
        this.rounds = parts.rounds();
        this.book = parts.book();
        this.applies = new ApplyRuns(ports.runs(), ports.clock());
        this.neighbours = parts.neighbours();
        this.successions = parts.successions();
        this.waiting = new WaitingRenders(ports.runs());
        this.operator = parts.operator();
    }

    ControllerSeen observe(InfrastructureChange change) {
        Stage stage = Phases.stage(change.getStatus() == null ? null : change.getStatus().phase);
        if (stage == Stage.NEW) {
            return bare(change, stage, new Settings.InForce(""));
        }
        return switch (scenery.of(change)) {
            case Scenery.Found.Missing(var why) -> bare(change, stage, new Settings.NotInForce(why));
            case Scenery.Found.Set(var scene) -> stage.isEnd() ? ended(scene, stage) : living(scene, stage);
        };
    }

    /** Everything unknown reads as "an earlier stage". */
    private ControllerSeen bare(InfrastructureChange change, Stage stage, Settings settings) {
        Facts facts = new Facts(stage, settings);
        return new ControllerSeen(
                facts.snapshot(change, successions),
                Optional.empty(),
                ChangeBranch.Found.only(new Source.Unbuilt()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private ControllerSeen ended(Scene scene, Stage stage) {
        Facts facts =
                new Facts(stage, new Settings.InForce(scene.settings().digest().hex()));
        ChangeStatus status = scene.change().getStatus();
        boolean ended = scene.history().ended(scene.uid());
        // The attestor records an applied change when it has seen the merge: what the base becomes later undoes
        // nothing.
        facts.merged = ended || onBase(scene, status);
        // Until then D8 keeps the object, and its branch stays: whoever frees the stack needs both.
        facts.recorded = ended && !new StateView(scene.state()).waitsFor(scene.change());
        Optional<Runs.Sight> job = status.approval == null
                ? Optional.empty()
                : find(RunKind.APPLY, scene.uid(), facts.round(scene.change()));
        facts.apply = job.filter(j -> j.ended().isEmpty() && j.unstarted().isEmpty())
                .<ApplyRun>map(j -> new ApplyRun.Started(j.podUid().orElse(""), Optional.empty()))
                .orElseGet(ApplyRun.NotStarted::new);
        facts.cleaned = job.isEmpty()
                && scene.refs().at(scene.branchRef()).isEmpty()
                && scene.refs().below(scene.tagPrefix()).isEmpty();
        return new ControllerSeen(
                facts.snapshot(scene.change(), successions),
                Optional.of(scene),
                ChangeBranch.Found.only(new Source.Unbuilt()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private ControllerSeen living(Scene scene, Stage stage) {
        Facts facts =
                new Facts(stage, new Settings.InForce(scene.settings().digest().hex()));
        int round = facts.round(scene.change());
        ChangeBranch.Found branch = branches.of(scene);
        facts.source = branch.source();
        facts.unrecordedRefusal = stage == Stage.REFUSED && !scene.history().refused(scene.uid(), round);
        Optional<InfrastructurePlan> plan = ports.plans().find(scene.uid(), round);
        facts.basis = basis(scene, stage, branch, plan);
        Optional<RoundSources> sources = Optional.empty();
        Optional<Preview> preview = Optional.empty();
        if (stage == Stage.PLANNING) {
            facts.rejected =
                    !scene.history().recorded(scene.uid(), round).rejected().isEmpty();
            Optional<Runs.Sight> planning =
                    plan.isPresent() ? Optional.empty() : find(RunKind.PLAN, scene.uid(), round);
            facts.plan = plan.<Run>map(p -> new Run.Delivered())
                    .orElseGet(() -> book.undelivered(
                            planning, RunKind.PLAN, scene.settings().digest()));
            sources = plan.flatMap(p -> branch.standing().flatMap(s -> rounds.sources(scene, s, p)));
            facts.render = render(scene, round, sources.isPresent());
            if (facts.plan instanceof Run.Running && facts.render instanceof Run.NotStarted) {
                facts.rendersBefore =
                        planning.map(p -> waiting.before(scene.uid(), p)).orElse(Integer.MAX_VALUE);
            }
            preview = sources.map(s -> rounds.preview(scene, s));
            facts.judgement = preview.map(ControllerObserver::judgement).orElseGet(Judgement.None::new);
            facts.previewed = previewed(scene, branch, sources, preview);
        }
        facts.apply = apply(scene, stage, round);
        facts.lane = stage == Stage.APPROVED ? neighbours.lane(scene) : new Lane.Clear();
        return new ControllerSeen(
                facts.snapshot(scene.change(), successions), Optional.of(scene), branch, plan, sources, preview);
    }

    private static boolean onBase(Scene scene, ChangeStatus status) {
        return status.plan != null
                && status.branch != null
                && status.branch.changeCommit != null
                && OnBase.holds(scene, status.branch.changeCommit);
    }

    private Run render(Scene scene, int round, boolean rendered) {
        return rendered
                ? new Run.Delivered()
                : book.undelivered(
                        find(RunKind.RENDER, scene.uid(), round),
                        RunKind.RENDER,
                        scene.settings().digest());
    }

    private Optional<Runs.Sight> find(RunKind kind, String uid, int round) {
        return ports.runs().find(kind, RunRoles.OPERATOR, uid, round);
    }

    private ApplyRun apply(Scene scene, Stage stage, int round) {
        boolean possible = stage == Stage.APPROVED || stage == Stage.APPLYING;
        return possible ? applies.of(scene, stage, round) : new ApplyRun.NotStarted();
    }

    private static Basis basis(Scene scene, Stage stage, ChangeBranch.Found branch, Optional<InfrastructurePlan> plan) {
        boolean planned = stage == Stage.AWAITING_APPROVAL || stage == Stage.APPROVED || stage == Stage.REJECTED;
        if (plan.isEmpty()) {
            return planned ? Basis.changed("the plan of this round is gone") : Basis.STANDS;
        }
        Basis basis = new StateView(scene.state()).basis(plan.get(), scene.settings());
        if (basis.stale().isEmpty() && branch.standing().isPresent()) {
            boolean same = RoundReader.inputs(scene, branch.standing().get(), plan.get())
                    .hex()
                    .equals(plan.get().getSpec().inputs);
            return same ? basis : Basis.changed("what it was planned from changed");
        }
        return basis;
    }

    private static Judgement judgement(Preview preview) {
        return switch (preview.derived().verdict()) {
            case Verdict.Refused refused ->
                new Judgement.Refused((int) refused.findings().stream()
                        .filter(f -> f.severity() == Severity.REFUSE)
                        .count());
            case Verdict.Humans humans ->
                new Judgement.Asks(
                        preview.derived().quorum().required(),
                        Phases.tier(humans.tier()).name());
        };
    }

    /** Whether the branch's head is exactly the preview commit that this role would write. */
    private boolean previewed(
            Scene scene, ChangeBranch.Found branch, Optional<RoundSources> sources, Optional<Preview> preview) {
        if (sources.isEmpty() || preview.isEmpty() || branch.standing().isEmpty()) {
            return false;
        }
        Instant when = RoundDerivation.publishedAt(sources.get());
        String expected = scene.repository()
                .write(PreviewCommit.draft(branch.standing().get().changeCommit(), preview.get(), when, operator));
        return branch.standing().get().head().equals(expected);
    }

    /** The fields of a snapshot while they are being gathered; what is not set is the earlier stage. */
    private static final class Facts {
        private final Stage stage;
        private final Settings settings;
        private Source source = new Source.Unbuilt();
        private Basis basis = Basis.STANDS;
        private Run plan = new Run.NotStarted(1);
        private Run render = new Run.NotStarted(1);
        /** Not asked for is as if there were many. */
        private int rendersBefore = Integer.MAX_VALUE;

        private Judgement judgement = new Judgement.None();
        private boolean previewed;
        private Lane lane = new Lane.Clear();
        private ApplyRun apply = new ApplyRun.NotStarted();
        private boolean merged;
        private boolean cleaned;
        private boolean recorded;
        private boolean rejected;
        private boolean unrecordedRefusal;

        private Facts(Stage stage, Settings settings) {
            this.stage = stage;
            this.settings = settings;
        }

        private int round(InfrastructureChange change) {
            ChangeStatus status = change.getStatus();
            return status == null || status.round == null ? 1 : status.round;
        }

        private Snapshot snapshot(InfrastructureChange change, Successions successions) {
            ChangeStatus status = change.getStatus();
            return new Snapshot(
                    stage,
                    round(change),
                    Optional.ofNullable(change.getSpec().withdrawal).map(w -> w.reason),
                    stage == Stage.NEW ? Optional.empty() : successions.supersededBy(change),
                    status == null || status.plan == null || status.plan.expires == null || stage == Stage.PLANNING
                            ? Optional.empty()
                            : Optional.of(Instant.parse(status.plan.expires)),
                    settings,
                    source,
                    basis,
                    plan,
                    render,
                    rendersBefore,
                    judgement,
                    previewed,
                    lane,
                    apply,
                    merged,
                    cleaned,
                    recorded,
                    rejected,
                    unrecordedRefusal);
        }
    }
}
