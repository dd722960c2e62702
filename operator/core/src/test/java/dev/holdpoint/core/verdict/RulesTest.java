package dev.holdpoint.core.verdict;

import static dev.holdpoint.core.verdict.Cases.fields;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.plan.Effect;
import dev.holdpoint.core.plan.Plan.Said;
import dev.holdpoint.core.plan.PlannedAction;
import dev.holdpoint.core.plan.PriorState;
import dev.holdpoint.core.plan.Program;
import dev.holdpoint.core.plan.RegisteredState;
import dev.holdpoint.core.plan.Value;
import dev.holdpoint.core.scan.ScanFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule once where it must speak and once where it must not. */
class RulesTest {
    private static final Value ON = new Value.Flag(true);
    private static final Value OFF = new Value.Flag(false);

    @Test
    void a_plan_without_effects_asks_nobody() {
        assertThat(new Cases().judge()).isEqualTo(new Verdict.Humans(Tier.NONE, List.of()));
    }

    @Test
    void a_plan_that_errored_is_refused_and_so_is_one_that_does_not_say() {
        assertThat(rules(new Cases().health(Said.YES, Said.NO, Said.NO).judge()))
                .contains("refuse plan-incomplete");
        assertThat(rules(new Cases().health(Said.NOTHING, Said.YES, Said.YES).judge()))
                .contains("refuse plan-incomplete");
        assertThat(rules(new Cases().health(Said.NO, Said.NOTHING, Said.NOTHING).judge()))
                .isEmpty();
    }

    @Test
    void a_plan_that_is_not_applyable_is_refused_when_something_would_change() {
        Cases change = new Cases().health(Said.NO, Said.NO, Said.YES).with("server.a", "server", Effect.CREATE);
        assertThat(rules(change.judge())).contains("refuse plan-incomplete");
        assertThat(rules(new Cases().health(Said.NO, Said.NO, Said.YES).judge()))
                .isEmpty();
    }

    @Test
    void formats_engines_and_actions_that_nobody_measured_are_refused() {
        assertThat(rules(new Cases().engine("2.0", "1.11.4").judge())).contains("refuse engine-unsupported");
        assertThat(rules(new Cases().engine("1.2", "1.4.9").judge())).contains("refuse engine-unsupported");
        assertThat(rules(new Cases().engine("1.2", "2.0.0").judge())).contains("refuse engine-unsupported");
        assertThat(rules(new Cases().with("server.a", "server", Effect.UNKNOWN).judge()))
                .contains("refuse engine-unsupported");
        assertThat(rules(new Cases().engine("1.0", "1.6.0-rc1").judge())).isEmpty();
    }

    @Test
    void a_partial_plan_asks_one_tier_more() {
        Cases partial = new Cases().health(Said.NO, Said.YES, Said.NO).with("server.a", "server", Effect.UPDATE);
        assertThat(rules(partial.judge())).containsExactly("ask plan-partial");
        assertThat(partial.judge().tier()).isEqualTo(Tier.HIGH);
        assertThat(new Cases().with("server.a", "server", Effect.UPDATE).judge().tier())
                .isEqualTo(Tier.NORMAL);
    }

    @Test
    void a_plan_from_an_empty_state_is_refused_in_words_that_would_have_stopped_the_incident() {
        Case seen = new Cases()
                .emptyPrior()
                .with("db.orders", "db", Effect.CREATE)
                .seen()
                .on(registered("db.orders"), Optional.empty());
        Finding finding = Checks.judge(seen).findings().getFirst();
        assertThat(finding.rule()).isEqualTo("state-lost");
        assertThat(finding.severity()).isEqualTo(Severity.REFUSE);
        assertThat(finding.saw())
                .startsWith("The state file is missing, not the infrastructure")
                .contains("created twice: db.orders (data)");
        assertThat(finding.remedy().getFirst()).contains("delete nothing to clean up");
    }

    @Test
    void what_moved_or_what_the_refresh_found_deleted_is_not_lost() {
        PlannedAction moved = new PlannedAction(
                "db.new",
                Optional.of("db.old"),
                PlannedAction.Mode.MANAGED,
                "db",
                "p",
                Effect.MOVE,
                false,
                "",
                Value.nothing(),
                Value.nothing(),
                List.of());
        Case seen = new Cases()
                .with(moved)
                .vanished("server.gone")
                .seen()
                .on(registered("db.old", "server.gone"), Optional.of(new PriorState("l", 7)));
        assertThat(rules(Checks.judge(seen))).isEmpty();
        assertThat(rules(Checks.judge(seen.on(registered("db.other"), Optional.of(new PriorState("l", 7))))))
                .containsExactly("refuse state-lost");
    }

    @Test
    void an_established_stack_without_any_state_is_refused() {
        Case seen = new Cases().emptyPrior().with("db.a", "db", Effect.CREATE).seen();
        assertThat(rules(Checks.judge(seen.on(new Registered.None(true), Optional.empty()))))
                .contains("refuse state-lost");
        assertThat(rules(Checks.judge(seen.on(new Registered.None(false), Optional.empty()))))
                .isEmpty();
    }

    @Test
    void a_state_of_another_lineage_or_serial_or_one_that_nobody_registered_is_foreign() {
        Case seen = new Cases().with("server.a", "server", Effect.UPDATE).seen();
        assertThat(rules(Checks.judge(seen.on(registered("server.a"), Optional.of(new PriorState("x", 7))))))
                .containsExactly("refuse state-foreign");
        assertThat(rules(Checks.judge(seen.on(registered("server.a"), Optional.of(new PriorState("l", 6))))))
                .containsExactly("refuse state-foreign");
        assertThat(rules(Checks.judge(seen.on(new Registered.None(false), Optional.of(new PriorState("l", 7))))))
                .contains("refuse state-foreign");
        assertThat(rules(Checks.judge(seen.on(registered("server.a"), Optional.empty()))))
                .containsExactly("note state-foreign");
        assertThat(rules(Checks.judge(seen.on(registered("server.a"), Optional.of(new PriorState("l", 7))))))
                .isEmpty();
    }

    @Test
    void more_than_the_share_is_mass_destruction_and_one_thing_is_not() {
        Cases three = new Cases();
        List.of("a", "b", "c").forEach(n -> three.with("server." + n, "server", Effect.DELETE));
        assertThat(rules(three.judge())).contains("refuse mass-destroy");
        assertThat(rules(new Cases().with("server.a", "server", Effect.DELETE).judge()))
                .containsExactly("ask destroy");
    }

    @Test
    void a_delete_without_a_reason_is_a_destroy_run() {
        PlannedAction delete = new PlannedAction(
                "server.a",
                Optional.empty(),
                PlannedAction.Mode.MANAGED,
                "server",
                "p",
                Effect.DELETE,
                false,
                "",
                Value.nothing(),
                Value.nothing(),
                List.of());
        assertThat(rules(new Cases().with(delete).judge())).contains("refuse mass-destroy");
    }

    @Test
    void a_declared_end_is_asked_about_only_outside_production_and_unguarded() {
        Optional<Intent> end = Optional.of(new Intent(true, List.of()));
        Cases dev = new Cases().development();
        List.of("a", "b", "c").forEach(n -> dev.with("server." + n, "server", Effect.DELETE));
        assertThat(rules(Checks.judge(dev.seen().declaring(end)))).contains("ask mass-destroy");
        assertThat(rules(Checks.judge(dev.guarded("db.x").seen().declaring(end))))
                .contains("refuse mass-destroy");
    }

    @Test
    void a_guarded_thing_is_not_deleted_moved_or_unprotected() {
        assertThat(rules(new Cases()
                        .guarded("server.a")
                        .with("server.a", "server", Effect.DELETE)
                        .judge()))
                .contains("refuse guarded");
        assertThat(rules(new Cases()
                        .guarded("server.a")
                        .with("server.a[0]", "server", Effect.FORGET)
                        .judge()))
                .contains("refuse guarded");
        assertThat(rules(new Cases()
                        .guarded("db.a")
                        .with("db.a", "db", Effect.UPDATE, fields("locked", ON), fields("locked", OFF))
                        .judge()))
                .contains("refuse guarded");
        assertThat(rules(new Cases()
                        .guarded("db.a")
                        .with("db.a", "db", Effect.UPDATE)
                        .judge()))
                .isEmpty();
    }

    @Test
    void what_holds_data_is_never_destroyed() {
        for (Effect effect : Effect.values()) {
            boolean refused =
                    rules(new Cases().with("db.a", "db", effect).judge()).contains("refuse stateful-destroy");
            assertThat(refused).as("%s", effect).isEqualTo(effect.isLoss());
        }
    }

    @Test
    void a_type_that_is_edited_by_replacing_is_judged_as_an_update_but_its_deletion_is_not() {
        Cases renewed = new Cases().with("task.a", "task", Effect.REPLACE_DESTROY_FIRST);
        assertThat(renewed.judge()).isEqualTo(new Verdict.Humans(Tier.NORMAL, List.of()));
        assertThat(rules(new Cases().with("task.a", "task", Effect.DELETE).judge()))
                .containsExactly("ask destroy");
    }

    @Test
    void a_protection_lowered_is_critical_where_data_is_held() {
        Cases off = new Cases().with("db.a", "db", Effect.UPDATE, fields("locked", ON), fields("locked", OFF));
        assertThat(rules(off.judge())).containsExactly("ask protection-lowered");
        assertThat(off.judge().tier()).isEqualTo(Tier.CRITICAL);
        assertThat(rules(new Cases()
                        .with("db.a", "db", Effect.UPDATE, fields("locked", OFF), fields("locked", ON))
                        .judge()))
                .isEmpty();
    }

    @Test
    void a_protection_known_only_after_apply_counts_as_lowered() {
        assertThat(rules(new Cases()
                        .with("db.a", "db", Effect.UPDATE, fields("locked", ON), fields("locked", Value.unknown()))
                        .judge()))
                .containsExactly("ask protection-lowered");
        assertThat(rules(new Cases()
                        .with(
                                "db.a",
                                "db",
                                Effect.UPDATE,
                                fields("days", new Value.Digits("7")),
                                fields("days", Value.unknown()))
                        .judge()))
                .containsExactly("ask protection-lowered");
    }

    @Test
    void a_shorter_retention_is_lowered_and_a_longer_one_is_not() {
        assertThat(rules(new Cases()
                        .with("db.a", "db", Effect.UPDATE, days(7), days(6))
                        .judge()))
                .containsExactly("ask protection-lowered");
        assertThat(rules(new Cases()
                        .with("db.a", "db", Effect.UPDATE, days(7), days(14))
                        .judge()))
                .isEmpty();
    }

    @Test
    void a_thing_that_only_protects_another_one_is_a_protection() {
        assertThat(rules(new Cases().with("lock.a", "lock", Effect.DELETE).judge()))
                .containsExactly("ask protection-lowered");
    }

    @Test
    void unprotecting_and_destroying_in_one_plan_is_refused() {
        Value bucket = new Value.Text("shop");
        Cases both = new Cases()
                .with("lock.a", "lock", Effect.DELETE, fields("of", bucket), Map.of())
                .with("db.a", "db", Effect.DELETE, fields("name", bucket), Map.of());
        assertThat(rules(both.judge())).contains("refuse unprotect-and-destroy");
        Cases strangers = new Cases()
                .with("lock.a", "lock", Effect.DELETE, fields("of", bucket), Map.of())
                .with("db.a", "db", Effect.DELETE, fields("name", new Value.Text("other")), Map.of());
        assertThat(rules(strangers.judge())).doesNotContain("refuse unprotect-and-destroy");
    }

    @Test
    void destroying_what_can_be_made_again_asks_more_in_production() {
        Cases cases = new Cases().with("server.a", "server", Effect.REPLACE_CREATE_FIRST);
        assertThat(cases.judge().tier()).isEqualTo(Tier.HIGH);
        assertThat(cases.development().judge().tier()).isEqualTo(Tier.NORMAL);
    }

    @Test
    void destroying_what_no_catalog_knows_is_high_everywhere_and_named() {
        Cases cases = new Cases().development().with("odd.a", "odd", Effect.FORGET);
        assertThat(rules(cases.judge())).containsExactly("ask destroy-of-unknown");
        assertThat(cases.judge().tier()).isEqualTo(Tier.HIGH);
        assertThat(cases.judge().findings().getFirst().saw()).contains("odd");
    }

    @Test
    void creating_what_no_catalog_knows_is_normal_and_noted() {
        Cases cases = new Cases().development().with("odd.a", "odd", Effect.CREATE);
        assertThat(rules(cases.judge())).containsExactly("note type-unknown");
        assertThat(cases.judge().tier()).isEqualTo(Tier.NORMAL);
        assertThat(new Cases()
                        .development()
                        .with("server.a", "server", Effect.CREATE)
                        .judge()
                        .tier())
                .isEqualTo(Tier.LOW);
    }

    @Test
    void a_rename_without_a_moved_block_is_told_which_block_to_write() {
        Value name = new Value.Text("shop");
        Verdict verdict = new Cases()
                .with("server.old", "server", Effect.DELETE, fields("name", name), Map.of())
                .with("server.new", "server", Effect.CREATE, Map.of(), fields("name", name))
                .judge();
        assertThat(verdict.findings()).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo("looks-renamed");
            assertThat(finding.remedy().getFirst()).contains("from = server.old to = server.new");
        });
    }

    @Test
    void an_import_asks_and_one_that_also_changes_is_refused() {
        assertThat(rules(new Cases().with("db.a", "db", Effect.IMPORT).judge())).containsExactly("ask adopts");
        PlannedAction both = new PlannedAction(
                "db.a",
                Optional.empty(),
                PlannedAction.Mode.MANAGED,
                "db",
                "p",
                Effect.UPDATE,
                true,
                "",
                Value.nothing(),
                Value.nothing(),
                List.of());
        assertThat(rules(new Cases().with(both).judge())).containsExactly("refuse adopts");
    }

    @Test
    void nothing_declared_means_no_delete_replace_or_forget() {
        Optional<Intent> nothing = Optional.of(Intent.nothing());
        assertThat(rules(Checks.judge(new Cases()
                        .with("server.a", "server", Effect.DELETE)
                        .seen()
                        .declaring(nothing))))
                .contains("refuse undeclared-effect");
        assertThat(rules(Checks.judge(new Cases()
                        .with("server.a", "server", Effect.UPDATE)
                        .seen()
                        .declaring(nothing))))
                .isEmpty();
    }

    @Test
    void more_than_was_declared_is_refused_and_as_much_is_not() {
        Optional<Intent> one =
                Optional.of(new Intent(false, List.of(new Intent.Allowance(Intent.Kind.UPDATE, "server", 1))));
        Cases cases = new Cases().with("server.a", "server", Effect.UPDATE);
        assertThat(rules(Checks.judge(cases.seen().declaring(one)))).isEmpty();
        cases.with("server.b", "server", Effect.UPDATE);
        assertThat(rules(Checks.judge(cases.seen().declaring(one)))).containsExactly("refuse undeclared-effect");
    }

    @Test
    void programs_are_refused_unless_the_stack_permits_asking() {
        Program local = new Program("server.a", Program.Kind.PROVISIONER, "local-exec");
        assertThat(rules(new Cases()
                        .program(local)
                        .with("server.a", "server", Effect.CREATE)
                        .judge()))
                .containsExactly("refuse code-runs");
        assertThat(rules(new Cases()
                        .permitting()
                        .program(local)
                        .with("server.a", "server", Effect.CREATE)
                        .judge()))
                .containsExactly("ask code-runs");
        assertThat(rules(new Cases()
                        .program(local)
                        .with("server.a", "server", Effect.NOOP)
                        .judge()))
                .isEmpty();
        assertThat(rules(new Cases()
                        .program(new Program("data.external.x", Program.Kind.EXTERNAL, "external"))
                        .judge()))
                .containsExactly("refuse code-runs");
        assertThat(rules(new Cases().with("action.x.y", "x", Effect.RUN).judge()))
                .contains("refuse code-runs");
    }

    @Test
    void what_the_scan_refuses_or_asks_about_keeps_its_weight_here() {
        Case seen = new Cases()
                .seen()
                .scanned(List.of(
                        new ScanFinding("scan-backend", "main.tf", 3, "Saw.", "Do.", ScanFinding.Weight.REFUSE)));
        assertThat(rules(Checks.judge(seen))).containsExactly("refuse scan-backend");
        Case asked = new Cases()
                .seen()
                .scanned(List.of(new ScanFinding("code-runs", "main.tf", 3, "Saw.", "Do.", ScanFinding.Weight.ASK)));
        assertThat(rules(Checks.judge(asked))).containsExactly("ask code-runs");
    }

    @Test
    void a_policy_may_make_a_thing_heavier_and_never_lighter() {
        Catalog tightened = Cases.CATALOG.with(List.of(
                new CatalogAddend("", "server.ledger*", Holds.DATA, List.of("keep")),
                new CatalogAddend("db", "", Holds.NOTHING, List.of())));
        assertThat(tightened.facts("server", "server.ledger_a").holds()).isEqualTo(Holds.DATA);
        assertThat(tightened.facts("server", "server.ledger.x").holds()).isEqualTo(Holds.COMPUTE);
        assertThat(tightened.facts("db", "db.a").holds()).isEqualTo(Holds.DATA);
    }

    @Test
    void findings_are_ordered_by_weight_then_address() {
        Verdict verdict = new Cases()
                .with("server.b", "server", Effect.DELETE)
                .with("odd.z", "odd", Effect.CREATE)
                .with("db.a", "db", Effect.DELETE)
                .judge();
        assertThat(rules(verdict)).containsExactly("refuse stateful-destroy", "ask destroy", "note type-unknown");
    }

    private static Map<String, Value> days(int days) {
        return fields("days", new Value.Digits(Integer.toString(days)));
    }

    private static Registered registered(String... addresses) {
        return new Registered.At(new RegisteredState("l", 7, Set.of(addresses), Set.of()), true);
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.findings().stream()
                .map(finding -> finding.severity().word() + " " + finding.rule())
                .toList();
    }
}
