package dev.holdpoint.app.adapter.ledger;

import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.Guest;
import dev.holdpoint.app.port.PushResult;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** A Git server in memory, as far as a ledger needs one. Tests may rewrite it behind everybody's back. */
final class MemoryRemote {
    final SortedMap<String, String> refs = new TreeMap<>();
    final Map<String, Commit> commits = new HashMap<>();
    int fetches;
    int filesRead;
    Optional<String> denies = Optional.empty();

    record Commit(List<String> parents, SortedMap<String, TreeEntry> tree) {}

    String put(List<String> parents, SortedMap<String, TreeEntry> tree) {
        StringBuilder text = new StringBuilder(parents.toString());
        tree.forEach((path, entry) -> text.append(path).append(entry.mode()).append(Sha256.of(entry.content())));
        String id = Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8))
                .hex()
                .substring(0, 40);
        commits.put(id, new Commit(parents, tree));
        return id;
    }

    Repository open() {
        return new Clone();
    }

    private final class Clone implements Repository {
        @Override
        public Refs fetch() {
            fetches++;
            return new Refs(refs);
        }

        @Override
        public Guest bring(Refs seen, String ref) {
            throw new UnsupportedOperationException("agents push no ledger");
        }

        @Override
        public Guest holding(Refs seen, String prefix, String commit) {
            throw new UnsupportedOperationException("agents push no ledger");
        }

        @Override
        public List<TreeEntry> tree(String commit, String folder) {
            List<TreeEntry> entries = new ArrayList<>();
            commits.get(commit).tree().forEach((path, entry) -> {
                if (folder.isEmpty() || path.startsWith(folder + "/")) {
                    entries.add(entry);
                    filesRead++;
                }
            });
            return entries;
        }

        @Override
        public Optional<byte[]> file(String commit, String path) {
            filesRead++;
            return Optional.ofNullable(commits.get(commit).tree().get(path)).map(TreeEntry::content);
        }

        @Override
        public boolean contains(String commit, String ancestor) {
            return commit.equals(ancestor)
                    || commits.get(commit).parents().stream().anyMatch(parent -> contains(parent, ancestor));
        }

        @Override
        public Optional<String> mergeBase(String one, String other) {
            throw new UnsupportedOperationException("a ledger never merges");
        }

        @Override
        public SortedMap<String, Integer> touched(String from, String to) {
            SortedMap<String, TreeEntry> before = commits.get(from).tree();
            SortedMap<String, TreeEntry> after = commits.get(to).tree();
            Set<String> paths = new TreeSet<>(before.keySet());
            paths.addAll(after.keySet());
            SortedMap<String, Integer> touched = new TreeMap<>();
            for (String path : paths) {
                TreeEntry old = before.get(path);
                TreeEntry now = after.get(path);
                if (now == null) {
                    touched.put(path, 0);
                } else if (old == null || old.mode() != now.mode() || !Arrays.equals(old.content(), now.content())) {
                    touched.put(path, now.mode());
                }
            }
            return touched;
        }

        @Override
        public Set<String> emails(String from, String to) {
            throw new UnsupportedOperationException("a ledger has one author");
        }

        @Override
        public String write(CommitDraft draft) {
            SortedMap<String, TreeEntry> tree = new TreeMap<>();
            draft.tree().ifPresent(id -> tree.putAll(commits.get(id).tree()));
            draft.writes().forEach((path, write) -> {
                switch (write) {
                    case CommitDraft.FileWrite.Put put ->
                        tree.put(path, new TreeEntry(path, put.mode(), put.content()));
                    case CommitDraft.FileWrite.CopyFrom from ->
                        tree.put(path, commits.get(from.commit()).tree().get(path));
                    case CommitDraft.FileWrite.Remove remove -> tree.remove(path);
                }
            });
            return put(draft.parents(), tree);
        }

        @Override
        public byte[] commit(String id) {
            return commits.get(id).toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public List<SignedTag> tags(Refs seen, String prefix) {
            return List.of();
        }

        @Override
        public PushResult push(List<RefMove> moves) {
            for (RefMove move : moves) {
                if (denies.isPresent()) {
                    return new PushResult.Denied(move.ref(), denies.get());
                }
                if (!Optional.ofNullable(refs.get(move.ref())).equals(move.seen())) {
                    return new PushResult.LeaseLost(move.ref());
                }
            }
            moves.forEach(move ->
                    move.to().ifPresentOrElse(to -> refs.put(move.ref(), to), () -> refs.remove(move.ref())));
            return new PushResult.Done();
        }
    }
}
