package dev.holdpoint.e2e.git;

import dev.holdpoint.api.ChangeSource;
import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.api.EditOperation;
import dev.holdpoint.api.FileEditSpec;
import dev.holdpoint.api.GitSource;
import dev.holdpoint.api.InfrastructureChange;
import java.util.List;

/** Changes as an agent would create them. */
final class Changes {
    private Changes() {}

    static InfrastructureChange ofFiles(FileEditSpec... edits) {
        InfrastructureChange change = empty();
        change.getSpec().source.files = List.of(edits);
        return change;
    }

    static InfrastructureChange ofBranch(String ref) {
        InfrastructureChange change = empty();
        change.getSpec().source.git = new GitSource();
        change.getSpec().source.git.ref = ref;
        return change;
    }

    static InfrastructureChange ofCommit(String id) {
        InfrastructureChange change = empty();
        change.getSpec().source.git = new GitSource();
        change.getSpec().source.git.commit = id;
        return change;
    }

    static InfrastructureChange ofCommit(String ref, String id) {
        InfrastructureChange change = ofCommit(id);
        change.getSpec().source.git.ref = ref;
        return change;
    }

    private static InfrastructureChange empty() {
        InfrastructureChange change = new InfrastructureChange();
        change.getMetadata().setNamespace("payments");
        change.getMetadata().setName("chg-7f3a");
        change.getMetadata().setUid("6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61");
        change.getMetadata().setCreationTimestamp("2026-11-20T10:00:00Z");
        ChangeSpec spec = new ChangeSpec();
        spec.title = "Make it larger";
        spec.reasoning = "Because it is full.";
        spec.requester = "system:serviceaccount:holdpoint-agents:copilot";
        spec.source = new ChangeSource();
        change.setSpec(spec);
        return change;
    }

    static FileEditSpec creating(String path, String text) {
        return edit(path, EditOperation.Create, text);
    }

    static FileEditSpec replacing(String path, String text) {
        return edit(path, EditOperation.Replace, text);
    }

    static FileEditSpec deleting(String path) {
        return edit(path, EditOperation.Delete, null);
    }

    private static FileEditSpec edit(String path, EditOperation operation, String text) {
        FileEditSpec edit = new FileEditSpec();
        edit.path = path;
        edit.operation = operation;
        edit.content = text;
        return edit;
    }
}
