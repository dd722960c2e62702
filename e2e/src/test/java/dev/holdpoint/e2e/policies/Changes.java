package dev.holdpoint.e2e.policies;

import dev.holdpoint.api.ChangeSource;
import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.api.EditOperation;
import dev.holdpoint.api.FileEditSpec;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Withdrawal;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;

/** Changes as an agent would write them. */
final class Changes {
    private Changes() {}

    static InfrastructureChange of(String name, String requester, String stack) {
        InfrastructureChange change = new InfrastructureChange();
        change.setMetadata(new ObjectMetaBuilder()
                .withNamespace("holdpoint-agents")
                .withName(name)
                .build());
        ChangeSpec spec = new ChangeSpec();
        spec.title = "more memory";
        spec.reasoning = "it runs out on Mondays";
        spec.stacks = List.of(stack);
        spec.requester = requester;
        FileEditSpec edit = new FileEditSpec();
        edit.path = "stacks/" + stack + "/main.tf";
        edit.operation = EditOperation.Create;
        edit.content = "# more\n";
        spec.source = new ChangeSource();
        spec.source.files = List.of(edit);
        change.setSpec(spec);
        return change;
    }

    static Withdrawal withdrawal() {
        Withdrawal withdrawal = new Withdrawal();
        withdrawal.reason = "no longer needed";
        return withdrawal;
    }
}
