package dev.holdpoint.app.intake;

import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.core.change.EditFinding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What became of building a change. */
public sealed interface Built {
    /** Every objection to the edits. */
    record Refused(List<EditFinding> findings) implements Built {
        public Refused {
            findings = List.copyOf(findings);
        }
    }

    /**
     * The edits may be made.
     *
     * @param draft the change commit; the same draft again when asked again with the same base and source
     * @param base commit of the base branch that it stands on
     * @param source the pushed commit that it was copied from
     * @param emails addresses of authors and co-authors of the pushed commits: they join the requester's chain
     */
    record Ready(CommitDraft draft, String base, Optional<String> source, Set<String> emails) implements Built {
        public Ready {
            emails = Set.copyOf(emails);
        }
    }
}
