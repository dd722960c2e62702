package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.OutcomeResult;
import dev.holdpoint.api.OutcomeStatus;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.adapter.ledger.GitLedger;
import dev.holdpoint.app.derive.Derived;
import dev.holdpoint.app.derive.Preview;
import dev.holdpoint.app.derive.VoteCount;
import dev.holdpoint.app.port.Grants;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.approval.RoundFacts;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.flow.ApplyRun;
import dev.holdpoint.core.flow.AttestFlow;
import dev.holdpoint.core.flow.AttestSnapshot;
import dev.holdpoint.core.flow.AttestStep;
import dev.holdpoint.core.flow.BallotView;
import dev.holdpoint.core.flow.Basis;
import dev.holdpoint.core.flow.Run;
import dev.holdpoint.core.flow.Settings;
import dev.holdpoint.core.flow.Stage;
import dev.holdpoint.core.verdict.Tier;
import dev.holdpoint.core.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the attestor does about an approval, one effect at a time. */
class AttestPerformerTest {
    @TempDir
    private Path folder;

    private ShopWorld world;
    private JGitRepository repository;
    private InfrastructureChange change;

    @BeforeEach
    void approvedByAda() {
        world = new ShopWorld(folder);
        repository = world.git.repository();
        world.git.append(world.shop.vote("ada", "approve", 1));
        change = world.change(Phase.AwaitingApproval);
    }

    @AfterEach
    void close() {
        repository.close();
        world.close();
    }

    private Outcome numberOrder() {
        Template template = world.shop.template(1);
        List<SignedTag> tags = List.of(world.shop.tag("ada", "approve", 1));
        Scene scene = world.scene(change);
        VoteCount votes = VoteCount.of(
                world.shop.poll(1),
                scene.settings().roster(),
                tags,
                new VoteCount.Standing(
                        new RoundFacts(
                                1,
                                template.pins().plan(),
                                template.pins().inputs(),
                                template.pins().settings(),
                                template.state()),
                        scene.history().recorded(ShopWorld.UID, 1),
                        new Quorum(1, 1, false)),
                Shop.NOW);
        Derived derived = new Derived(
                new Verdict.Humans(Tier.NORMAL, List.of()),
                new Quorum(1, 1, false),
                new Template.Actions(0, 1, 0, 0, 0),
                Shop.REVIEW,
                new byte[0]);
        AttestSeen seen = new AttestSeen(
                null,
                change,
                Optional.of(scene),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Preview(derived, template, new TreeMap<>())),
                Optional.of(new RoundJudge.Counted(world.shop.poll(1), tags, votes)));
        GitLedger ledger = new GitLedger(repository, world.shop.root(), world.shop.key("attestor"));
        ledger.read(Optional.empty());
        return new AttestPerformer(world.ports(), any -> ledger).perform(new AttestStep.NumberOrder(), seen);
    }

    private Optional<Long> order() {
        return world.scene(change)
                .history()
                .order(ShopWorld.UID, 1, world.shop.template(1).pins().plan());
    }

    @Test
    void an_approval_gets_the_next_number_of_its_stack() {
        assertThat(numberOrder().trouble()).isEmpty();
        assertThat(order()).hasValue(1L);
    }

    @Test
    void a_claim_that_skipped_numbers_leaves_later_orders_claimable() {
        StackState state = world.ports().custody().find(Shop.STACK).orElseThrow();
        state.setStatus(new StackStateStatus());
        state.getStatus().lastOrder = 1_000_000L;
        world.kube.client().resource(state).updateStatus();
        numberOrder();

        assertThat(order()).hasValue(1_000_001L);
    }

    @Test
    void no_order_rests_on_settings_that_are_not_in_the_ledger_yet() {
        world.kube
                .client()
                .resource(world.shop.signed(world.shop.policy(2), "ada", "ben"))
                .update();

        assertThat(numberOrder().trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("are not those in the ledger"));
        assertThat(order()).isEmpty();
    }

    @Test
    void nor_on_settings_from_which_a_recorded_guard_is_missing() {
        world.git.append(world.shop.settings(world.shop.guard(1, "aws_db_instance.main"), "ada", "ben"));

        assertThat(numberOrder().trouble()).isPresent();
        assertThat(order()).isEmpty();
    }

    /** The message and the word say the same: what a machine reads is the word. */
    @Test
    void an_order_whose_engine_never_started_ends_as_nothing_done_and_a_vanished_one_as_unknown() {
        assertThat(failed(new ApplyRun.Gone("a-pod", ApplyRun.Gone.Claim.NONE), Stage.APPROVED).result)
                .isEqualTo(OutcomeResult.NothingDone);
        assertThat(failed(new ApplyRun.Stuck("", "quota"), Stage.APPROVED).result)
                .isEqualTo(OutcomeResult.NothingDone);
        assertThat(failed(new ApplyRun.Gone("a-pod", ApplyRun.Gone.Claim.NONE), Stage.APPLYING).result)
                .isEqualTo(OutcomeResult.Unknown);
        assertThat(failed(new ApplyRun.Started("another-pod", Optional.empty()), Stage.APPROVED).result)
                .isEqualTo(OutcomeResult.Unknown);
    }

    private OutcomeStatus failed(ApplyRun run, Stage stage) {
        AttestSnapshot snapshot = new AttestSnapshot(
                stage,
                1,
                false,
                new Settings.InForce("s"),
                new Run.Delivered(),
                new dev.holdpoint.core.flow.Derived.Same(),
                Basis.STANDS,
                0,
                new BallotView.Granted(1),
                Optional.of(7L),
                false,
                run,
                Optional.of("a-pod"),
                false,
                false,
                false,
                false);
        AttestSeen seen = new AttestSeen(
                snapshot,
                change,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        ChangeStatus status = new ChangeStatus();
        new AttestPerformer(world.ports(), any -> {
                    throw new IllegalStateException("nothing is appended here");
                })
                .perform(AttestFlow.decide(snapshot).step(), seen)
                .edit()
                .orElseThrow()
                .accept(status);
        return status.outcome;
    }

    @Test
    void a_grant_that_outlived_its_round_goes_though_no_scene_is_set() {
        change.getStatus().phase = Phase.Planning;
        change = world.kube.client().resource(change).updateStatus();
        world.ports().grants().write(new Grants.Grant(ShopWorld.UID, Shop.STACK, 1, Sha256.of(new byte[0])));
        AttestSeen seen = new AttestObserver(
                        world.ports(),
                        new AttestParts(
                                world.branches(),
                                new RoundReader(world.ports(), new RenderCache()),
                                new RunBook(),
                                new RoundJudge(OperatorSignatures::good)))
                .observe(change);
        AttestStep step = AttestFlow.decide(seen.snapshot()).step();
        assertThat(step).isEqualTo(new AttestStep.DropGrant());
        new AttestPerformer(world.ports(), any -> null).perform(step, seen);

        assertThat(world.ports().grants().any(ShopWorld.UID)).isFalse();
    }
}
