package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.core.change.EditFinding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what a change asks for into the change commit on a given base. Pure but for reading Git. */
@FunctionalInterface
public interface EditsOfChange {
    /** Builds the unsigned commit of the scene's change on this base commit. */
    Building build(Scene scene, String base);

    /** What came of it. */
    sealed interface Building {
        /** The edits may not be made. */
        record Refused(List<EditFinding> findings) implements Building {
            public Refused {
                findings = List.copyOf(findings);
            }
        }

        /**
         * They may.
         *
         * @param sourceCommit the pushed commit that they were copied from; empty for inline edits
         * @param emails of the authors and co-authors of what was pushed
         */
        record Ready(CommitDraft draft, Optional<String> sourceCommit, Set<String> emails) implements Building {
            public Ready {
                emails = Set.copyOf(emails);
            }
        }
    }
}
