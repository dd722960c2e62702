package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.CommitDraft.FileWrite;
import dev.holdpoint.core.change.RepoPath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * Writes a tree that differs from another at some paths. Only the folders on the way are read and written; whatever
 * else stands in them, hostile or not, is carried over as it is.
 */
final class TreeEditing {
    private final TreeReading reading;
    private final TreeSource source;
    private final ObjectInserter inserter;

    /** The tree of a commit. */
    @FunctionalInterface
    interface TreeSource {
        ObjectId treeOf(String commit) throws IOException;
    }

    TreeEditing(TreeReading reading, TreeSource source, ObjectInserter inserter) {
        this.reading = reading;
        this.source = source;
        this.inserter = inserter;
    }

    /** The id of the edited tree. */
    ObjectId edit(Optional<ObjectId> root, SortedMap<String, FileWrite> writes) throws IOException {
        for (String path : writes.keySet()) {
            String problem = RepoPath.problem(path);
            if (!problem.isEmpty()) {
                throw new IllegalArgumentException("not a path that is written: " + problem);
            }
        }
        Optional<ObjectId> edited = folder(root, "", writes);
        return edited.isPresent() ? edited.get() : insert(new ArrayList<>());
    }

    /** The folder after the edits; empty when nothing is left in it. */
    private Optional<ObjectId> folder(Optional<ObjectId> before, String prefix, SortedMap<String, FileWrite> writes)
            throws IOException {
        Split split = Split.of(writes);
        Map<String, RawTree.Entry> kept = new HashMap<>();
        List<RawTree.Entry> after = new ArrayList<>();
        if (before.isPresent()) {
            for (RawTree.Entry entry : reading.raw(before.get()).entries()) {
                boolean edited = split.names(entry.name()) && kept.putIfAbsent(entry.name(), entry) == null;
                if (!edited) {
                    after.add(entry);
                }
            }
        }
        // A file may make room for a folder of its name, and the other way round: what goes, goes first.
        split.removed().forEach(name -> remove(kept, name));
        for (var writesBelow : split.below().entrySet()) {
            subfolder(kept, prefix, writesBelow.getKey(), writesBelow.getValue());
        }
        for (var write : split.here().entrySet()) {
            file(kept, prefix, write.getKey(), write.getValue());
        }
        after.addAll(kept.values());
        return after.isEmpty() ? Optional.empty() : Optional.of(insert(after));
    }

    private static void remove(Map<String, RawTree.Entry> kept, String name) {
        if (kept.containsKey(name) && !kept.get(name).isTree()) {
            kept.remove(name);
        }
    }

    /** Writes of one folder, by what they are about: files in it, or folders in it. */
    private record Split(Map<String, FileWrite> here, Map<String, SortedMap<String, FileWrite>> below) {
        static Split of(SortedMap<String, FileWrite> writes) {
            Split split = new Split(new TreeMap<>(), new TreeMap<>());
            writes.forEach((path, write) -> {
                int slash = path.indexOf('/');
                if (slash < 0) {
                    split.here.put(path, write);
                } else {
                    split.below
                            .computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
                            .put(path.substring(slash + 1), write);
                }
            });
            return split;
        }

        boolean names(String name) {
            return here.containsKey(name) || below.containsKey(name);
        }

        List<String> removed() {
            return here.entrySet().stream()
                    .filter(write -> write.getValue() instanceof FileWrite.Remove)
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private void file(Map<String, RawTree.Entry> kept, String prefix, String name, FileWrite write) throws IOException {
        switch (write) {
            case FileWrite.Remove remove -> remove(kept, name);
            case FileWrite.Put put -> place(kept, prefix, entry(name, put.mode(), blob(put.content())));
            case FileWrite.CopyFrom copy -> {
                RawTree.Entry there = reading.find(source.treeOf(copy.commit()), prefix + name)
                        .filter(RawTree.Entry::isRegular)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "no regular file to copy at " + prefix + name + " in " + copy.commit()));
                place(kept, prefix, entry(name, there.mode(), there.id()));
            }
        }
    }

    private static void place(Map<String, RawTree.Entry> kept, String prefix, RawTree.Entry entry) {
        RawTree.Entry old = kept.put(entry.name(), entry);
        if (old != null && old.isTree()) {
            throw new IllegalArgumentException("a folder stands at " + prefix + entry.name());
        }
    }

    private void subfolder(
            Map<String, RawTree.Entry> kept, String prefix, String name, SortedMap<String, FileWrite> writes)
            throws IOException {
        RawTree.Entry old = kept.get(name);
        if (old != null && !old.isTree()) {
            if (writes.values().stream().allMatch(FileWrite.Remove.class::isInstance)) {
                return;
            }
            throw new IllegalArgumentException("a file stands at " + prefix + name);
        }
        Optional<ObjectId> before = Optional.ofNullable(old).map(RawTree.Entry::id);
        Optional<ObjectId> after = folder(before, prefix + name + "/", writes);
        kept.remove(name);
        after.ifPresent(id -> kept.put(name, entry(name, RawTree.TREE_MODE, id)));
    }

    private static RawTree.Entry entry(String name, int mode, ObjectId id) {
        return new RawTree.Entry(mode, name.getBytes(StandardCharsets.UTF_8), id);
    }

    private ObjectId blob(byte[] content) throws IOException {
        return inserter.insert(Constants.OBJ_BLOB, content);
    }

    private ObjectId insert(List<RawTree.Entry> entries) throws IOException {
        entries.sort((one, other) -> Arrays.compareUnsigned(sortKey(one), sortKey(other)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (RawTree.Entry entry : entries) {
            out.write((Integer.toOctalString(entry.mode()) + " ").getBytes(StandardCharsets.US_ASCII));
            out.write(entry.rawName());
            out.write(0);
            entry.id().copyRawTo(out);
        }
        return inserter.insert(Constants.OBJ_TREE, out.toByteArray());
    }

    /** Git sorts names as bytes, and a folder as if its name ended in a slash. */
    private static byte[] sortKey(RawTree.Entry entry) {
        byte[] name = entry.rawName();
        if (!entry.isTree()) {
            return name;
        }
        byte[] key = Arrays.copyOf(name, name.length + 1);
        key[name.length] = '/';
        return key;
    }
}
