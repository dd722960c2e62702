package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.CommitDraft;
import java.util.List;

/** Makes the merge of an applied change's edits to the base branch as it is now. */
@FunctionalInterface
public interface MergeOfChange {
    Merging merge(Scene scene);

    /** What is to be done. */
    sealed interface Merging {
        /** They are merged already. */
        record Done(String commit) implements Merging {}

        /** This commit, with a lease on the base branch as it was seen. */
        record Draft(CommitDraft commit) implements Merging {}

        /** The base branch changed the same files. */
        record Conflict(List<String> files) implements Merging {
            public Conflict {
                files = List.copyOf(files);
            }
        }
    }
}
