package dev.holdpoint.app.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.EngineName;
import dev.holdpoint.api.EngineSpec;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.PlanSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.derive.SettingsInForce;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssignmentCheckTest {
    private static final String BINARY = "a".repeat(64);
    private static final Tree TREE = tree("resource {}");

    private static Tree tree(String text) {
        Tree.Reading reading = Tree.read(List.of(
                new TreeEntry("stacks/shop/main.tf", TreeEntry.REGULAR, text.getBytes(StandardCharsets.UTF_8))));
        return ((Tree.Reading.Sound) reading).tree();
    }

    private static Optional<String> problem(String manifest, String lock, String binary, String path) {
        return problem(manifest, lock, binary, path, Map.of());
    }

    private static Optional<String> problem(
            String manifest, String lock, String binary, String path, Map<String, String> cloud) {
        StackSpec spec = new StackSpec();
        spec.path = "stacks/shop";
        spec.engine = new EngineSpec();
        spec.engine.name = EngineName.OpenTofu;
        spec.engine.version = "1.11.14";
        spec.engine.sha256 = BINARY;
        InfrastructureStack stack = new InfrastructureStack();
        stack.setSpec(spec);
        InfrastructurePlan plan = new InfrastructurePlan();
        plan.setSpec(new PlanSpec());
        plan.getSpec().lockFile = "the lock";
        SettingsInForce settings = new SettingsInForce(stack, null, List.of(), List.of(), null, Sha256.of(new byte[0]));
        Assignment given = new Assignment(
                "OpenTofu", "1.11.14", binary, path, Map.of(), manifest, lock, Optional.empty(), Optional.empty(), 60);
        return AssignmentCheck.problem(
                given.in(cloud),
                new Scene(null, settings, null, null, null, null, null),
                new ChangeBranch.Standing("c", "b", "h", Optional.empty(), TREE, Set.of()),
                plan);
    }

    @Test
    void what_git_and_the_settings_say_passes() {
        assertThat(problem(TREE.digest().hex(), "the lock", BINARY, "stacks/shop"))
                .isEmpty();
    }

    @Test
    void another_tree_is_refused() {
        assertThat(problem(tree("other {}").digest().hex(), "the lock", BINARY, "stacks/shop"))
                .hasValueSatisfying(why -> assertThat(why).contains("tree"));
    }

    @Test
    void another_provider_lock_is_refused() {
        assertThat(problem(TREE.digest().hex(), "", BINARY, "stacks/shop"))
                .hasValueSatisfying(why -> assertThat(why).contains("lock"));
    }

    @Test
    void another_cloud_than_the_settings_name_is_refused() {
        assertThat(problem(TREE.digest().hex(), "the lock", BINARY, "stacks/shop", Map.of("AWS_ROLE_ARN", "other")))
                .hasValueSatisfying(why -> assertThat(why).contains("cloud"));
    }

    @Test
    void another_engine_binary_or_folder_is_refused() {
        assertThat(problem(TREE.digest().hex(), "the lock", "b".repeat(64), "stacks/shop"))
                .isPresent();
        assertThat(problem(TREE.digest().hex(), "the lock", BINARY, "stacks/other"))
                .isPresent();
    }
}
