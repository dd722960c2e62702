package dev.holdpoint.app.intake;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.CommitDraft.FileWrite;
import dev.holdpoint.app.port.Repository;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Builds the commit that brings a change's edits, and nothing else, to the base branch as it stands now. */
public final class MergeBuilder {
    private final Repository repository;
    private final Operator operator;

    public MergeBuilder(Repository repository, Operator operator) {
        this.repository = repository;
        this.operator = operator;
    }

    /** What is to be done about a merge. */
    public sealed interface Merge {
        /** The merge commit: first parent the base head, second the change commit. */
        record Ready(CommitDraft draft) implements Merge {}

        /** The base branch holds the change since this commit. */
        record AlreadyMerged(String commit) implements Merge {}

        /** The base branch changed these files since; a person must bring the edits over. */
        record Conflict(SortedSet<String> files) implements Merge {}

        /** The base branch no longer holds the commit that the change stands on. */
        record BaseRewritten(String base) implements Merge {}
    }

    /**
     * Merges.
     *
     * @param changeCommit the commit with the edits, never the preview
     * @param baseHead head of the base branch now
     * @param trailers what the merge commit says besides the change's name and UID
     * @param when time of the merge commit
     */
    public Merge merge(
            InfrastructureChange change,
            String changeCommit,
            String baseHead,
            SequencedMap<String, String> trailers,
            Instant when) {
        if (repository.contains(baseHead, changeCommit)) {
            return new Merge.AlreadyMerged(firstWith(baseHead, changeCommit));
        }
        String base = onlyParent(changeCommit);
        if (!repository.contains(baseHead, base)) {
            return new Merge.BaseRewritten(base);
        }
        SortedMap<String, Integer> touched = repository.touched(base, changeCommit);
        Divergence divergence = Divergence.of(repository, base, baseHead, changeCommit, touched);
        if (!divergence.conflicts().isEmpty()) {
            return new Merge.Conflict(divergence.conflicts());
        }
        SortedMap<String, FileWrite> writes = new TreeMap<>();
        touched.forEach((path, mode) -> {
            if (path.equals(".holdpoint") || path.startsWith(".holdpoint/")) {
                throw new IllegalArgumentException("a preview is not merged: " + changeCommit);
            }
            writes.put(path, mode == 0 ? new FileWrite.Remove() : new FileWrite.CopyFrom(changeCommit));
        });
        writes.keySet().removeAll(divergence.alreadyThere());
        return new Merge.Ready(new CommitDraft(
                List.of(baseHead, changeCommit),
                Optional.of(baseHead),
                writes,
                operator.ident(),
                operator.ident(),
                when,
                ChangeMessage.merge(change, trailers),
                Optional.of(operator.signer())));
    }

    /** Down the first parents to where the change came in. */
    private String firstWith(String head, String changeCommit) {
        String at = head;
        for (List<String> parents = parents(at); !parents.isEmpty(); parents = parents(at)) {
            if (!repository.contains(parents.getFirst(), changeCommit)) {
                return at;
            }
            at = parents.getFirst();
        }
        return at;
    }

    private String onlyParent(String commit) {
        List<String> parents = parents(commit);
        if (parents.size() != 1) {
            throw new IllegalArgumentException("a change commit has one parent, " + commit + " has " + parents.size());
        }
        return parents.getFirst();
    }

    private List<String> parents(String commit) {
        return new String(repository.commit(commit), StandardCharsets.ISO_8859_1)
                .lines()
                .skip(1)
                .takeWhile(line -> line.startsWith("parent "))
                .map(line -> line.substring("parent ".length()))
                .toList();
    }
}
