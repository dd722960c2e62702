package dev.holdpoint.app.intake;

import dev.holdpoint.api.GitSource;
import dev.holdpoint.app.port.Guest;
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
        if (asked.ref == null && asked.commit == null) {
            return Reading.refused(
                    "source-ambiguous",
                    "source.git",
                    "it names nothing.",
                    "Name a branch under agents/, a commit of one, or both.");
        }
        return switch (find(asked)) {
            case Guest.Here(var commit) -> read(commit);
            case Guest.Missing(var why) ->
                Reading.refused(
                        "source-missing",
                        "source.git",
                        why + ".",
                        "Push it to a branch under agents/, then create the change again.");
            case Guest.TooMuch(var why) ->
                Reading.refused(
                        "source-too-large",
                        "source.git",
                        why + ".",
                        "Take the large file out of the branch's whole history, not only out of its last commit, and push"
                                + " the branch again; or delete other branches under agents/.");
        };
    }

    /** Reachable from a branch of agents at the remote now: what only an old cache still holds does not count. */
    private Guest find(GitSource asked) {
        if (asked.ref != null && !asked.ref.startsWith(AGENTS)) {
            return new Guest.Missing("no branch under agents/ holds it");
        }
        return asked.commit == null
                ? repository.bring(refs, asked.ref)
                : repository.holding(refs, asked.ref == null ? AGENTS : asked.ref, asked.commit);
    }

    private Reading read(String source) {
        Optional<String> fork = repository.mergeBase(source, target.base());
        if (fork.isEmpty()) {
            return Reading.refused(
                    "source-unrelated",
                    "source.git",
                    "it has no history in common with " + target.branch() + ".",
                    "Start the branch from " + target.branch() + ".");
        }
        return compare(source, fork.get());
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
