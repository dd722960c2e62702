package dev.holdpoint.app.adapter.ledger;

import dev.holdpoint.app.audit.LedgerProof;
import dev.holdpoint.app.audit.RecordedSettings;
import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.Entry;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.LedgerFolder;
import dev.holdpoint.core.record.SignedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The branch, read and proven. A commit's id names all that is below it, so what was proven of a commit stays proven:
 * an unmoved branch costs one fetch, a branch that grew costs the entries that came. One thread at a time.
 */
final class LedgerBranch {
    private static final String ADVICE =
            " Nothing is approved or applied until an administrator has compared the branch "
                    + LedgerFolder.BRANCH
                    + " with an older clone (`holdpoint verify` names what does not hold) and put it back; it is never force-pushed"
                    + " by Holdpoint.";

    /** A commit without files, to compare with; it stays in the local object database. */
    private static final CommitDraft NOTHING = new CommitDraft(
            List.of(),
            Optional.empty(),
            Collections.emptySortedMap(),
            GitLedger.ATTESTOR,
            GitLedger.ATTESTOR,
            Instant.EPOCH,
            "Nothing\n",
            Optional.empty());

    private final Repository repository;
    private final LedgerProof proof;
    private Optional<State> proven = Optional.empty();

    LedgerBranch(Repository repository, Sha256 root) {
        this.repository = repository;
        this.proof = new LedgerProof(Optional.of(root));
    }

    /** @param commit that the branch points at; empty when there is no branch */
    record State(
            Optional<String> commit,
            List<SignedEntry> entries,
            History history,
            RecordedSettings settings,
            Set<Sha256> heads) {}

    synchronized State read(Optional<Sha256> known) {
        Optional<String> commit = repository.fetch().at(LedgerFolder.BRANCH);
        if (proven.isEmpty() || !proven.get().commit().equals(commit)) {
            proven = Optional.of(prove(commit, entries(commit)));
        }
        if (known.isPresent() && !proven.get().heads().contains(known.get())) {
            throw new Stalled("the ledger does not contain the head " + known.get()
                    + " that the cluster remembers: it was rewritten, cut or rolled back." + ADVICE);
        }
        return proven.get();
    }

    /** The state that this history was read in, unless the branch was seen to move since. */
    synchronized Optional<State> at(History history) {
        return proven.filter(state -> state.history().head().equals(history.head()));
    }

    /** Whether one more entry would still be a sound chain; why not, if not. */
    synchronized Parsed<State> with(State state, SignedEntry next) {
        List<SignedEntry> entries = new ArrayList<>(state.entries());
        entries.add(next);
        return switch (proof.prove(entries, Optional.empty())) {
            case LedgerProof.Result.Broken(var file, var why) -> new Parsed.Bad<>(file + ": " + why);
            case LedgerProof.Result.Sound sound ->
                new Parsed.Ok<>(state(Optional.empty(), entries, sound, Optional.of(state)));
        };
    }

    /** The branch stands there now; we put it there. */
    synchronized void moved(State to, String commit) {
        proven = Optional.of(new State(Optional.of(commit), to.entries(), to.history(), to.settings(), to.heads()));
    }

    private State prove(Optional<String> commit, List<SignedEntry> entries) {
        return switch (proof.prove(entries, Optional.empty())) {
            case LedgerProof.Result.Broken(var file, var why) -> throw broken(file, why);
            case LedgerProof.Result.Sound sound -> state(commit, entries, sound, proven);
        };
    }

    /** @param before the chain that this one goes on from */
    private static State state(
            Optional<String> commit,
            List<SignedEntry> entries,
            LedgerProof.Result.Sound sound,
            Optional<State> before) {
        Set<Sha256> heads = new HashSet<>(before.map(State::heads).orElse(Set.of(Entry.ROOT)));
        sound.history().entries().stream()
                .skip(before.map(state -> state.entries().size()).orElse(0))
                .forEach(entry -> heads.add(entry.digest()));
        return new State(commit, List.copyOf(entries), sound.history(), sound.settings(), heads);
    }

    private List<SignedEntry> entries(Optional<String> commit) {
        Optional<String> before = proven.flatMap(State::commit);
        if (commit.isEmpty()) {
            if (before.isPresent()) {
                throw new Stalled("the branch of the ledger is gone; it stood at " + before.get() + "." + ADVICE);
            }
            return List.of();
        }
        if (before.isEmpty()) {
            return together(all(commit.get()));
        }
        if (!repository.contains(commit.get(), before.get())) {
            throw new Stalled("the ledger was rewritten: its branch does not contain " + before.get()
                    + " any more, which it pointed at earlier." + ADVICE);
        }
        List<SignedEntry> grown = new ArrayList<>(proven.get().entries());
        grown.addAll(together(added(before.get(), commit.get())));
        return grown;
    }

    private Map<String, byte[]> all(String commit) {
        List<TreeEntry> tree = repository.tree(commit, "");
        boolean cut = tree.size() >= Tree.MAX_FILES
                || tree.stream().mapToLong(entry -> entry.content().length).sum() >= Tree.MAX_BYTES;
        if (cut) {
            // More than a tree may hold, but nothing that we would not read one by one.
            return added(repository.write(NOTHING), commit);
        }
        Map<String, byte[]> files = new TreeMap<>();
        for (TreeEntry entry : tree) {
            demandRegular(entry.rawPath(), entry.mode());
            files.put(entry.rawPath(), entry.content());
        }
        return files;
    }

    /** What came on top. A file that went or changed shows as one that does not belong or does not link. */
    private Map<String, byte[]> added(String before, String commit) {
        Map<String, byte[]> files = new TreeMap<>();
        for (Map.Entry<String, Integer> path :
                repository.touched(before, commit).entrySet()) {
            demandRegular(path.getKey(), path.getValue());
            files.put(
                    path.getKey(),
                    repository
                            .file(commit, path.getKey())
                            .orElseThrow(() -> broken(path.getKey(), "it cannot be read")));
        }
        return files;
    }

    private static void demandRegular(String path, int mode) {
        if (mode != TreeEntry.REGULAR) {
            throw broken(path, mode == 0 ? "it was removed" : "it is no regular file");
        }
    }

    private static List<SignedEntry> together(Map<String, byte[]> files) {
        return switch (LedgerFolder.read(files)) {
            case LedgerFolder.Reading.Broken(var file, var why) -> throw broken(file, why);
            case LedgerFolder.Reading.Entries(var entries) -> entries;
        };
    }

    private static Stalled broken(String file, String why) {
        return new Stalled("the ledger does not hold at " + file + ": " + why + "." + ADVICE);
    }
}
