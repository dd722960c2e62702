package dev.holdpoint.app.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.CatalogAddition;
import dev.holdpoint.api.DeclaredEffect;
import dev.holdpoint.api.DeclaredIntent;
import dev.holdpoint.api.EffectName;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.HoldsKind;
import dev.holdpoint.api.IntentKind;
import dev.holdpoint.api.MassDestroySpec;
import dev.holdpoint.api.Permission;
import dev.holdpoint.api.PermitsSpec;
import dev.holdpoint.api.PolicySpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.api.Stage;
import dev.holdpoint.app.adapter.catalog.CatalogFiles;
import dev.holdpoint.core.verdict.Catalog;
import dev.holdpoint.core.verdict.Holds;
import dev.holdpoint.core.verdict.Intent;
import dev.holdpoint.core.verdict.Terms;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is missing in the specs is read as the strict side; of several policies the strictest counts. */
class SettingsTermsTest {
    private static final Catalog CATALOG = CatalogFiles.load();

    private static Terms terms(StackSpec stack, PolicySpec... policies) {
        return SettingsTerms.of(Optional.ofNullable(stack), List.of(policies), Map.of(), CATALOG);
    }

    private static PolicySpec massDestroy(Integer count, Integer percent) {
        PolicySpec policy = new PolicySpec();
        policy.massDestroy = new MassDestroySpec();
        policy.massDestroy.count = count;
        policy.massDestroy.percent = percent;
        return policy;
    }

    private static PolicySpec catalog(String type, String address, HoldsKind holds, String... protections) {
        CatalogAddition addition = new CatalogAddition();
        addition.type = type;
        addition.address = address;
        addition.holds = holds;
        addition.protections = Arrays.asList(protections);
        PolicySpec policy = new PolicySpec();
        policy.catalog = List.of(addition);
        return policy;
    }

    @Test
    void a_stack_is_production_unless_it_says_otherwise() {
        StackSpec silent = new StackSpec();
        StackSpec other = new StackSpec();
        for (Stage stage : Stage.values()) {
            other.stage = stage;
            assertThat(terms(other).production()).as(stage.name()).isEqualTo(stage == Stage.Production);
        }
        assertThat(terms(silent).production()).isTrue();
        assertThat(terms(null).production()).isTrue();
    }

    @Test
    void code_runs_only_where_the_stack_says_that_people_are_asked() {
        StackSpec stack = new StackSpec();
        assertThat(terms(stack).permits()).isEqualTo(new Terms.Permits(false, false));
        stack.permits = new PermitsSpec();
        assertThat(terms(stack).permits()).isEqualTo(new Terms.Permits(false, false));
        stack.permits.external = Permission.Ask;
        assertThat(terms(stack).permits()).isEqualTo(new Terms.Permits(false, true));
    }

    @Test
    void of_several_limits_on_destroying_the_lowest_count_each() {
        assertThat(terms(null).massDestroy()).isEqualTo(Terms.MassDestroy.DEFAULT);
        assertThat(terms(null, massDestroy(50, 10), massDestroy(3, 90)).massDestroy())
                .isEqualTo(new Terms.MassDestroy(3, 10));
    }

    @Test
    void a_policy_that_says_nothing_of_it_keeps_the_default_beside_one_that_is_lax() {
        assertThat(terms(null, massDestroy(1000, 100), new PolicySpec()).massDestroy())
                .isEqualTo(Terms.MassDestroy.DEFAULT);
        assertThat(terms(null, massDestroy(7, null)).massDestroy())
                .isEqualTo(new Terms.MassDestroy(7, Terms.MassDestroy.DEFAULT.percent()));
    }

    @Test
    void a_guarded_address_is_guarded_by_the_first_guard_that_names_it() {
        GuardSpec one = new GuardSpec();
        one.addresses = List.of("aws_db_instance.main", "aws_s3_bucket.logs");
        GuardSpec other = new GuardSpec();
        other.addresses = List.of("aws_db_instance.main");
        GuardSpec empty = new GuardSpec();

        assertThat(SettingsTerms.of(Optional.empty(), List.of(), Map.of("z", one, "a", other, "m", empty), CATALOG)
                        .guards())
                .containsOnly(Map.entry("aws_db_instance.main", "a"), Map.entry("aws_s3_bucket.logs", "z"));
    }

    @Test
    void a_policy_may_say_what_a_type_holds_and_only_make_it_heavier() {
        Catalog added = terms(
                        null,
                        catalog("terraform_data", null, HoldsKind.Data, "input.locked"),
                        catalog("aws_db_instance", null, HoldsKind.Nothing))
                .catalog();

        assertThat(added.facts("terraform_data", "terraform_data.x").holds()).isEqualTo(Holds.DATA);
        assertThat(added.facts("terraform_data", "terraform_data.x").protections())
                .containsKey("input.locked");
        assertThat(added.facts("aws_db_instance", "aws_db_instance.x").holds()).isEqualTo(Holds.DATA);
    }

    @Test
    void an_addition_that_does_not_say_what_it_holds_holds_data() {
        assertThat(terms(null, catalog(null, "x_thing.one", null))
                        .catalog()
                        .facts("x_thing", "x_thing.one")
                        .holds())
                .isEqualTo(Holds.DATA);
    }

    @Test
    void an_addition_without_type_and_address_covers_nothing() {
        assertThat(terms(null, catalog(null, null, HoldsKind.Data))
                        .catalog()
                        .facts("x_thing", "x_thing.one")
                        .holds())
                .isEqualTo(Holds.NOTHING);
    }

    @Test
    void nothing_declared_is_an_answer_and_a_declared_effect_without_a_number_allows_none() {
        assertThat(SettingsTerms.intent(Optional.empty())).isEqualTo(Intent.nothing());
        DeclaredIntent declared = new DeclaredIntent();
        DeclaredEffect effect = new DeclaredEffect();
        effect.effect = EffectName.Delete;
        declared.effects = List.of(effect);

        assertThat(SettingsTerms.intent(Optional.of(declared)))
                .isEqualTo(new Intent(false, List.of(new Intent.Allowance(Intent.Kind.DELETE, "", 0))));
        declared.kind = IntentKind.Decommission;
        declared.effects = null;
        assertThat(SettingsTerms.intent(Optional.of(declared))).isEqualTo(new Intent(true, List.of()));
    }
}
