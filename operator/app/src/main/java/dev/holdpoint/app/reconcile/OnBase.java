package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.Repository;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the edits of a change commit are on the base branch: by history, or by content when a person merged them by
 * hand in a way that leaves the commit itself out (squash, rebase).
 */
final class OnBase {
    private OnBase() {}

    /** @param changeCommit that is in no fetched history is on no branch */
    static boolean holds(Scene scene, String changeCommit) {
        Optional<String> base = scene.refs().at(scene.baseRef());
        return base.isPresent()
                && (scene.repository().contains(base.get(), changeCommit)
                        || sameContent(scene.repository(), base.get(), changeCommit));
    }

    private static boolean sameContent(Repository repository, String base, String changeCommit) {
        if (!repository.contains(changeCommit, changeCommit)) {
            return false;
        }
        Optional<String> parent =
                CommitText.parents(repository.commit(changeCommit)).stream().findFirst();
        if (parent.isEmpty()) {
            return false;
        }
        Set<String> edited = repository.touched(parent.get(), changeCommit).keySet();
        Set<String> apart = repository.touched(base, changeCommit).keySet();
        // Of more than that some are missing, and what is not told may differ.
        return !edited.isEmpty()
                && edited.size() <= Repository.MAX_TOUCHED
                && apart.size() <= Repository.MAX_TOUCHED
                && edited.stream().noneMatch(apart::contains);
    }
}
