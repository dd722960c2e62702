package dev.holdpoint.e2e.path;

import dev.holdpoint.api.ChangeSource;
import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.api.DeclaredEffect;
import dev.holdpoint.api.DeclaredIntent;
import dev.holdpoint.api.EditOperation;
import dev.holdpoint.api.EffectName;
import dev.holdpoint.api.FileEditSpec;
import dev.holdpoint.api.GitSource;
import dev.holdpoint.api.InfrastructureChange;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes as the agent writes them: one file each. */
final class Asks {
    static final String AGENT = "system:serviceaccount:holdpoint-agents:claude";
    static final String MAIN = "stacks/shop/main.tf";

    private Asks() {}

    /** One more thing that holds nothing, in a file of its own. */
    static InfrastructureChange thing(String name) {
        return create(
                name,
                "stacks/shop/" + name + ".tf",
                "resource \"terraform_data\" \"" + name.replace('-', '_') + "\" {\n  input = \"" + name + "\"\n}\n",
                1);
    }

    /** So many of them, which keeps an engine busy for a moment. */
    static InfrastructureChange things(String name, int count) {
        return create(
                name,
                "stacks/shop/" + name + ".tf",
                "resource \"terraform_data\" \"" + name.replace('-', '_') + "\" {\n  count = " + count
                        + "\n  input = count.index\n}\n",
                count);
    }

    /** A new file with this text, which creates so many things. */
    static InfrastructureChange create(String name, String path, String text, int creates) {
        return edit(name, path, EditOperation.Create, text, Map.of(EffectName.Create, creates));
    }

    /** What stands on a branch that was pushed. */
    static InfrastructureChange pushed(String name, String branch, int creates) {
        InfrastructureChange change = create(name, MAIN, "", creates);
        change.getSpec().source.files = null;
        change.getSpec().source.git = new GitSource();
        change.getSpec().source.git.ref = "refs/heads/agents/" + branch;
        return change;
    }

    /** One more thing, in the place of an older change. */
    static InfrastructureChange instead(String name, String of) {
        InfrastructureChange change = thing(name);
        change.getSpec().supersedes = of;
        return change;
    }

    /** The stack's main file in other words. */
    static InfrastructureChange replace(String name, String text, Map<EffectName, Integer> intent) {
        return replaced(name, MAIN, text, intent);
    }

    /** A new file that does other things than to create one by one. */
    static InfrastructureChange created(String name, String path, String text, Map<EffectName, Integer> intent) {
        return edit(name, path, EditOperation.Create, text, intent);
    }

    /** A file in other words. */
    static InfrastructureChange replaced(String name, String path, String text, Map<EffectName, Integer> intent) {
        return edit(name, path, EditOperation.Replace, text, intent);
    }

    private static InfrastructureChange edit(
            String name, String path, EditOperation operation, String text, Map<EffectName, Integer> intent) {
        InfrastructureChange change = new InfrastructureChange();
        change.setMetadata(new ObjectMetaBuilder()
                .withNamespace(Place.AGENTS)
                .withName(name)
                .build());
        ChangeSpec spec = new ChangeSpec();
        spec.title = "Scenario " + name;
        spec.reasoning = "A scenario needs it.";
        spec.stacks = List.of(Place.STACK);
        spec.requester = AGENT;
        spec.source = new ChangeSource();
        FileEditSpec file = new FileEditSpec();
        file.path = path;
        file.operation = operation;
        file.content = text;
        spec.source.files = List.of(file);
        spec.intent = new DeclaredIntent();
        spec.intent.effects = new TreeMap<>(intent)
                .entrySet().stream().map(e -> effect(e.getKey(), e.getValue())).toList();
        change.setSpec(spec);
        return change;
    }

    private static DeclaredEffect effect(EffectName name, int atMost) {
        DeclaredEffect effect = new DeclaredEffect();
        effect.effect = name;
        effect.atMost = atMost;
        return effect;
    }
}
