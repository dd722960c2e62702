package dev.holdpoint.app.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.DeclaredEffect;
import dev.holdpoint.api.DeclaredIntent;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.EffectName;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.PolicySpec;
import dev.holdpoint.api.RosterProfile;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.api.Stage;
import dev.holdpoint.api.TierName;
import dev.holdpoint.api.TierRule;
import dev.holdpoint.app.adapter.catalog.CatalogFiles;
import dev.holdpoint.app.adapter.engine.EngineFormats;
import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.plan.PlanReading;
import dev.holdpoint.core.plan.PriorState;
import dev.holdpoint.core.plan.StateReading;
import dev.holdpoint.core.verdict.Finding;
import dev.holdpoint.core.verdict.Tier;
import dev.holdpoint.core.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From evidence to verdict and review; a plan file that contradicts or cannot be opened never comes to an approval. */
class PlanDerivationTest {
    private static final String PASSWORD = "correct-horse-battery";

    /** Updates the service, whose value before held the password in the clear. */
    private static final String UPDATE = """
            {"format_version": "1.2", "terraform_version": "1.11.14", "errored": false, "complete": true,
             "applyable": true, "planned_values": {}, "configuration": {},
             "prior_state": {"format_version": "1.0", "values": {"root_module": {"resources": [
               {"address": "terraform_data.service", "mode": "managed", "type": "terraform_data", "name": "service",
                "provider_name": "terraform.io/builtin/terraform", "schema_version": 0, "values": {}}]}}},
             "resource_changes": [
               {"address": "terraform_data.service", "mode": "managed", "type": "terraform_data", "name": "service",
                "provider_name": "terraform.io/builtin/terraform",
                "change": {"actions": ["ACTION"], "before": {"input": "correct-horse-battery"},
                 "after": AFTER, "after_unknown": {}, "before_sensitive": {}, "after_sensitive": {}}}]}
            """;

    private static final String STATE = """
            {"version": 4, "serial": 7, "lineage": "l", "outputs": {}, "resources": [
             {"mode": "managed", "type": "terraform_data", "name": "service", "instances": [
              {"attributes": {"input": "correct-horse-battery"},
               "sensitive_attributes": [[{"type": "get_attr", "value": "input"}]]}]}]}
            """;

    private Formats.PlanFileReading planFile = new Formats.PlanFileReading.Opened(new PriorState("l", 7));
    private Optional<String> state = Optional.of(STATE);
    private boolean established = true;
    private Stage stage = Stage.Production;
    private final List<DeletionGuard> guards = new ArrayList<>();
    private final List<ChangePolicy> policies = new ArrayList<>();
    private Optional<DeclaredIntent> intent = Optional.empty();
    private RosterProfile profile = RosterProfile.Standard;

    @TempDir
    private static Path folder;

    private static Shop shop;

    @BeforeAll
    static void shop() throws IOException {
        shop = new Shop(Files.createDirectory(folder.resolve("keys")));
    }

    private Derived derive(String json) {
        Formats engine = new EngineFormats();
        Formats formats = new Formats() {
            @Override
            public PlanReading plan(byte[] text) {
                return engine.plan(text);
            }

            @Override
            public StateReading state(byte[] text) {
                return engine.state(text);
            }

            @Override
            public PlanFileReading planFile(byte[] file) {
                return planFile;
            }
        };
        InfrastructureStack stack = new InfrastructureStack();
        stack.getMetadata().setName("shop");
        stack.setSpec(new StackSpec());
        stack.getSpec().stage = stage;
        ChangeFacts change = new ChangeFacts(
                "agents", "c", "uid", 1, "Title", "Reason", "agent", intent, "base", "commit", "holdpoint/agents/c");
        SettingsInForce settings = new SettingsInForce(stack, null, policies, guards, roster(), Sha256.of(new byte[0]));
        return new PlanDerivation(formats, CatalogFiles.load())
                .derive(new Evidence(
                        change,
                        settings,
                        json.getBytes(StandardCharsets.UTF_8),
                        new byte[0],
                        state.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                        established,
                        List.of()));
    }

    private Roster roster() {
        ApproverRoster roster = shop.roster(1);
        roster.getSpec().profile = profile;
        return new CanonicalSettings().roster(roster).orThrow();
    }

    private static String update() {
        return UPDATE.replace("ACTION", "update").replace("AFTER", "{\"input\": \"correct-horse-battery-2\"}");
    }

    private static String delete() {
        return UPDATE.replace("ACTION", "delete").replace("AFTER", "null");
    }

    private static List<String> rules(Derived derived) {
        return derived.verdict().findings().stream().map(Finding::rule).toList();
    }

    private static String review(Derived derived) {
        return new String(derived.review(), StandardCharsets.UTF_8)
                + new String(derived.planJson(), StandardCharsets.UTF_8);
    }

    @Test
    void an_update_in_production_asks_one_person_and_the_counts_are_the_templates() {
        Derived derived = derive(update());

        assertThat(derived.verdict()).isInstanceOf(Verdict.Humans.class);
        assertThat(derived.verdict().tier()).isEqualTo(Tier.NORMAL);
        assertThat(derived.quorum().required()).isEqualTo(1);
        assertThat(derived.actions().update()).isEqualTo(1);
        assertThat(derived.actions().delete()).isZero();
    }

    @Test
    void a_plan_that_shows_no_effect_asks_one_person_and_no_policy_asks_fewer() {
        String nothing = UPDATE.replace("ACTION", "no-op").replace("AFTER", "{\"input\": \"correct-horse-battery\"}");
        assertThat(derive(nothing).verdict().tier()).isEqualTo(Tier.NONE);
        assertThat(derive(nothing).quorum()).isEqualTo(new Quorum(1, 0, false));
        assertThat(review(derive(nothing))).contains("One person must approve this plan (tier none)");
        for (TierName tier : TierName.values()) {
            TierRule rule = new TierRule();
            rule.tier = tier;
            rule.approvals = 0;
            ChangePolicy lax = new ChangePolicy();
            lax.setSpec(new PolicySpec());
            lax.getSpec().tiers = List.of(rule);
            policies.add(lax);
        }
        assertThat(derive(nothing).quorum().required()).isEqualTo(1);
        assertThat(derive(update()).quorum().required()).isEqualTo(1);
    }

    /** Nobody shall take what one person tries out for what two must sign, nor a key on a disk for a human. */
    @Test
    void a_review_says_what_its_votes_can_not_show() {
        assertThat(review(derive(update())))
                .contains("no key lives on a FIDO2 device")
                .doesNotContain("evaluation");
        profile = RosterProfile.Evaluation;
        assertThat(review(derive(update()))).contains("profile `evaluation`");
    }

    @Test
    void the_same_evidence_gives_the_same_bytes() {
        assertThat(derive(update()).review()).isEqualTo(derive(update()).review());
        assertThat(derive(update()).planJson()).isEqualTo(derive(update()).planJson());
    }

    @Test
    void what_the_state_marks_as_sensitive_is_shown_nowhere_though_the_plan_shows_it() {
        assertThat(review(derive(update()))).contains("terraform_data.service").doesNotContain(PASSWORD);
    }

    private static UnaryOperator<String> scrub(List<String> states, Optional<String> planJson, Set<String> literals) {
        return new PlanDerivation(new EngineFormats(), CatalogFiles.load())
                .scrub(new KnownSecrets(
                        states.stream()
                                .map(state -> state.getBytes(StandardCharsets.UTF_8))
                                .toList(),
                        planJson.map(json -> json.getBytes(StandardCharsets.UTF_8)),
                        Optional.of(literals)));
    }

    @Test
    void an_engines_words_lose_what_the_state_the_plan_or_the_tree_call_secret() {
        String words = "cannot log in with correct-horse-battery at terraform_data.service";
        String marked = update().replace("\"before_sensitive\": {}", "\"before_sensitive\": {\"input\": true}");
        for (UnaryOperator<String> scrub : List.of(
                scrub(List.of(STATE), Optional.empty(), Set.of()),
                scrub(List.of(), Optional.of(marked), Set.of()),
                scrub(List.of(), Optional.empty(), Set.of(PASSWORD)))) {
            assertThat(scrub.apply(words)).contains("terraform_data.service").doesNotContain(PASSWORD);
        }
        assertThat(scrub(List.of(), Optional.empty(), Set.of()).apply(words)).isEqualTo(words);
    }

    @Test
    void of_words_that_cannot_be_judged_nothing_is_left() {
        assertThat(scrub(List.of("{"), Optional.empty(), Set.of()).apply(PASSWORD))
                .startsWith("(withheld");
        assertThat(scrub(List.of(), Optional.of("{"), Set.of()).apply(PASSWORD)).startsWith("(withheld");
        assertThat(new PlanDerivation(new EngineFormats(), CatalogFiles.load())
                        .scrub(new KnownSecrets(List.of(), Optional.empty(), Optional.empty()))
                        .apply(PASSWORD))
                .startsWith("(withheld");
    }

    @Test
    void the_place_is_named_with_its_stage() {
        assertThat(review(derive(update()))).contains("Stack shop (production)");
        stage = Stage.Development;
        assertThat(review(derive(update()))).contains("Stack shop (not production)");
    }

    @Test
    void a_plan_file_that_cannot_be_opened_is_refused_whatever_the_json_says() {
        planFile = new Formats.PlanFileReading.Refused("it has two entries of one name");

        Derived derived = derive(update());

        assertThat(derived.verdict()).isInstanceOf(Verdict.Refused.class);
        assertThat(review(derived)).contains("it has two entries of one name").contains("The plan could not be read");
        assertThat(derived.actions().update()).isZero();
    }

    @Test
    void a_plan_that_is_no_json_is_refused() {
        assertThat(derive("{").verdict()).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void a_registered_state_that_cannot_be_read_is_refused() {
        state = Optional.of("{\"version\": 3}");

        Derived derived = derive(update());

        assertThat(derived.verdict()).isInstanceOf(Verdict.Refused.class);
        assertThat(review(derived)).contains("the registered state");
    }

    @Test
    void a_plan_made_on_another_lineage_than_the_registered_one_is_refused() {
        planFile = new Formats.PlanFileReading.Opened(new PriorState("another", 7));

        assertThat(rules(derive(update()))).contains("state-foreign");
    }

    @Test
    void an_established_stack_whose_state_is_gone_is_refused() {
        state = Optional.empty();
        planFile = new Formats.PlanFileReading.Opened(new PriorState("", 0));
        String fromNothing = UPDATE.replace("ACTION", "create")
                .replace("AFTER", "{\"input\": \"x\"}")
                .replace("\"before\": {\"input\": \"correct-horse-battery\"}", "\"before\": null")
                .replaceFirst("(?s)\"prior_state\": .*?\"resource_changes\"", "\"resource_changes\"");

        assertThat(rules(derive(fromNothing))).contains("state-lost");
        established = false;
        assertThat(rules(derive(fromNothing))).doesNotContain("state-lost");
    }

    @Test
    void the_guards_of_the_stack_are_judged() {
        intent = Optional.of(declared(EffectName.Delete));
        assertThat(rules(derive(delete()))).doesNotContain("guarded");
        DeletionGuard guard = new DeletionGuard();
        guard.getMetadata().setName("shop-data");
        guard.setSpec(new GuardSpec());
        guard.getSpec().addresses = List.of("terraform_data.service");
        guards.add(guard);

        assertThat(rules(derive(delete()))).contains("guarded");
    }

    @Test
    void what_was_declared_is_held_against_what_would_happen() {
        assertThat(rules(derive(delete()))).contains("undeclared-effect");
        intent = Optional.of(declared(EffectName.Delete));
        assertThat(rules(derive(delete()))).doesNotContain("undeclared-effect");
    }

    private static DeclaredIntent declared(EffectName name) {
        DeclaredEffect effect = new DeclaredEffect();
        effect.effect = name;
        effect.atMost = 1;
        DeclaredIntent declared = new DeclaredIntent();
        declared.effects = List.of(effect);
        return declared;
    }
}
