package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.port.Repository;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.Proven;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether the edits of a change commit are on the base branch: by history, or by content when a person merged them by
 * hand in a way that leaves the commit itself out (squash, rebase).
 */
final class OnBase {
    private OnBase() {}

    /** @param changeCommit that is in no fetched history is on no branch */
    static boolean holds(Scene scene, String changeCommit) {
        return since(scene, changeCommit, false).isPresent();
    }

    /** Where they reached it: of the base branch's own line of commits the first that holds them; empty when none does. */
    static Optional<String> since(Scene scene, String changeCommit) {
        return since(scene, changeCommit, true);
    }

    /** The commits with edits that were approved in this round, in the ledger's words. */
    static Stream<String> approved(Scene scene, int round) {
        return scene.history().proven().stream()
                .map(Proven::fact)
                .filter(PlanApproved.class::isInstance)
                .map(PlanApproved.class::cast)
                .map(PlanApproved::template)
                .filter(t -> t.subject().uid().equals(scene.uid()) && t.round() == round)
                .map(t -> t.subject().changeCommit());
    }

    private static Optional<String> since(Scene scene, String changeCommit, boolean toTheFirst) {
        Repository repository = scene.repository();
        Optional<String> head = scene.refs().at(scene.baseRef());
        Predicate<String> holds =
                head.filter(it -> repository.contains(it, changeCommit)).isPresent()
                        ? commit -> repository.contains(commit, changeCommit)
                        : commit -> sameContent(repository, commit, changeCommit);
        Optional<String> found = head.filter(holds);
        Optional<String> before = found.filter(it -> toTheFirst);
        while (before.isPresent()) {
            found = before;
            before = firstParent(repository, before.get()).filter(holds);
        }
        return found;
    }

    private static Optional<String> firstParent(Repository repository, String commit) {
        return CommitText.parents(repository.commit(commit)).stream().findFirst();
    }

    private static boolean sameContent(Repository repository, String base, String changeCommit) {
        if (!repository.contains(changeCommit, changeCommit)) {
            return false;
        }
        Optional<String> parent = firstParent(repository, changeCommit);
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
