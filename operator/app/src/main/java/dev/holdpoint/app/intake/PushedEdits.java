package dev.holdpoint.app.intake;

import dev.holdpoint.api.GitSource;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.core.change.EditFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Edits that an agent pushed, found out by comparing with where its branch left the base branch. */
final class PushedEdits {
    static final String AGENTS = "refs/heads/agents/";
    /** Most files; people cannot review more. */
    private static final int MAX_EDITS = 1_000;

    private final Repository repository;
    private final Refs refs;
    private final Target target;

    PushedEdits(Repository repository, Refs refs, Target target) {
        this.repository = repository;
        this.refs = refs;
        this.target = target;
    }

    /** What was pushed: its files with their modes, 0 where one goes; or objections. */
    record Reading(
            Optional<String> source,
            SortedMap<String, Integer> touched,
            Set<String> emails,
            List<EditFinding> findings) {
        static Reading refused(String rule, String where, String saw, String remedy) {
            return new Reading(
                    Optional.empty(), new TreeMap<>(), Set.of(), List.of(new EditFinding(rule, where, saw, remedy)));
        }
    }

    Reading read(GitSource asked) {
        if ((asked.ref == null) == (asked.commit == null)) {
            return Reading.refused(
                    "source-ambiguous",
                    "source.git",
                    "it names " + (asked.ref == null ? "nothing." : "both a branch and a commit."),
                    "Name either a branch under agents/ or a commit of one.");
        }
        String unread = asked.ref == null ? null : refs.unread().get(asked.ref);
        if (unread != null) {
            return Reading.refused(
                    "source-too-large",
                    "source.git",
                    unread + ".",
                    "Take the large file out of the branch's whole history, not only out of its last commit, and push the"
                            + " branch again.");
        }
        Optional<String> source = asked.ref == null ? commit(asked.commit) : branch(asked.ref);
        if (source.isEmpty()) {
            return Reading.refused(
                    "source-missing",
                    "source.git",
                    "no branch under agents/ holds it.",
                    "Push it to a branch under agents/, then create the change again.");
        }
        Optional<String> fork = repository.mergeBase(source.get(), target.base());
        if (fork.isEmpty()) {
            return Reading.refused(
                    "source-unrelated",
                    "source.git",
                    "it has no history in common with " + target.branch() + ".",
                    "Start the branch from " + target.branch() + ".");
        }
        return compare(source.get(), fork.get());
    }

    private Optional<String> branch(String ref) {
        return ref.startsWith(AGENTS) ? refs.at(ref) : Optional.empty();
    }

    /** Reachable from a branch of agents at the remote now: what only an old cache still holds does not count. */
    private Optional<String> commit(String id) {
        return refs.below(AGENTS).stream()
                        .map(name -> refs.byName().get(name))
                        .distinct()
                        .anyMatch(tip -> repository.contains(tip, id))
                ? Optional.of(id)
                : Optional.empty();
    }

    private Reading compare(String source, String fork) {
        SortedMap<String, Integer> touched = repository.touched(fork, source);
        if (touched.size() > MAX_EDITS) {
            return Reading.refused(
                    "edit-too-large",
                    "(all)",
                    "more than " + MAX_EDITS + " files.",
                    "Split it into changes that people can review.");
        }
        Divergence divergence = Divergence.of(repository, fork, target.base(), source, touched);
        List<EditFinding> findings = new ArrayList<>();
        for (String path : divergence.conflicts()) {
            findings.add(new EditFinding(
                    "edit-conflict",
                    ChangeBuilder.printable(path),
                    target.branch() + " changed it, too, since the branch left it.",
                    "Rebase the branch on " + target.branch() + " and push it again."));
        }
        SortedMap<String, Integer> edits = new TreeMap<>(touched);
        edits.keySet().removeAll(divergence.alreadyThere());
        return new Reading(Optional.of(source), edits, repository.emails(fork, source), findings);
    }
}
