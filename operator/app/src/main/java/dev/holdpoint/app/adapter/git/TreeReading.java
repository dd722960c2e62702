package dev.holdpoint.app.adapter.git;

import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads folders of a commit's tree and compares them, within limits: a few kilobytes of tree objects can name each other
 * so often that they unfold to more paths than a disk holds. What is beyond a limit stands in the result as an entry
 * that no rule lets pass, so it is refused and never forgotten.
 */
final class TreeReading {
    /** Deeper folders are not entered; no path of ours is that deep. */
    private static final int MAX_DEPTH = 256;

    /** Longer paths are cut; none of ours is that long. */
    private static final int MAX_PATH = 4096;

    /** Stands for the content of a file that is too large; one for all, so that a hundred of them cost nothing. */
    private static final byte[] TOO_LARGE = new byte[Tree.MAX_FILE + 1];

    private static final byte[] NOTHING = new byte[0];

    private final ObjectReader reader;

    TreeReading(ObjectReader reader) {
        this.reader = reader;
    }

    RawTree raw(ObjectId tree) throws IOException {
        return RawTree.read(reader, tree);
    }

    /** What stands at a path below a tree; empty when nothing does. */
    Optional<RawTree.Entry> find(ObjectId root, String path) throws IOException {
        RawTree.Entry at = new RawTree.Entry(RawTree.TREE_MODE, NOTHING, root);
        for (String name : path.split("/")) {
            if (!at.isTree()) {
                return Optional.empty();
            }
            Optional<RawTree.Entry> next = RawTree.read(reader, at.id()).entry(name);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at);
    }

    /** The files below a folder, with contents as long as they fit into a {@link Tree}. */
    List<TreeEntry> files(ObjectId root, String folder) throws IOException {
        List<TreeEntry> found = new ArrayList<>();
        if (folder.isEmpty()) {
            gather(root, "", 0, new Room(found));
            return found;
        }
        Optional<RawTree.Entry> at = find(root, folder);
        if (at.isPresent() && at.get().isTree()) {
            gather(at.get().id(), folder, 0, new Room(found));
        }
        return found;
    }

    /** What has been gathered, and what still fits. */
    private static final class Room {
        private final List<TreeEntry> found;
        private long bytes;

        private Room(List<TreeEntry> found) {
            this.found = found;
        }

        private boolean isFull() {
            return found.size() > Tree.MAX_FILES;
        }
    }

    private void gather(ObjectId tree, String prefix, int depth, Room room) throws IOException {
        RawTree content = RawTree.read(reader, tree);
        if (content.entries().isEmpty() && !prefix.isEmpty()) {
            room.found.add(new TreeEntry(prefix, RawTree.TREE_MODE, NOTHING));
        }
        for (RawTree.Entry entry : content.entries()) {
            if (room.isFull()) {
                return;
            }
            gather(entry, path(prefix, entry), depth, room);
        }
    }

    private void gather(RawTree.Entry entry, String path, int depth, Room room) throws IOException {
        if (entry.isTree() && depth < MAX_DEPTH && path.length() < MAX_PATH) {
            gather(entry.id(), path, depth + 1, room);
        } else if (entry.isRegular()) {
            byte[] content = room.bytes > Tree.MAX_BYTES ? TOO_LARGE : content(entry.id());
            room.bytes += content.length;
            room.found.add(new TreeEntry(path, entry.mode(), content));
        } else {
            room.found.add(new TreeEntry(path, entry.mode(), NOTHING));
        }
    }

    private static String path(String prefix, RawTree.Entry entry) {
        String path = prefix.isEmpty() ? entry.name() : prefix + "/" + entry.name();
        return path.length() > MAX_PATH ? path.substring(0, MAX_PATH) : path;
    }

    /** At most one byte more than a file may have. */
    byte[] content(ObjectId blob) throws IOException {
        ObjectLoader loader = reader.open(blob, Constants.OBJ_BLOB);
        if (loader.getSize() > Tree.MAX_FILE) {
            return TOO_LARGE;
        }
        try (InputStream in = loader.openStream()) {
            return in.readNBytes(Tree.MAX_FILE + 1);
        }
    }

    /** Paths at which two trees differ, with the mode in the second, 0 where there is nothing; at most one over the limit. */
    SortedMap<String, Integer> differences(ObjectId from, ObjectId to, int most) throws IOException {
        SortedMap<String, Integer> found = new TreeMap<>();
        new Comparison(found, most).compare(Optional.of(from), Optional.of(to), "", 0);
        return found;
    }

    private final class Comparison {
        private final SortedMap<String, Integer> found;
        private final int most;

        private Comparison(SortedMap<String, Integer> found, int most) {
            this.found = found;
            this.most = most;
        }

        private void compare(Optional<ObjectId> from, Optional<ObjectId> to, String prefix, int depth)
                throws IOException {
            if (from.equals(to)) {
                return;
            }
            Map<String, RawTree.Entry> before = byName(from);
            Map<String, RawTree.Entry> after = byName(to);
            if (!prefix.isEmpty() && to.isPresent() && after.isEmpty()) {
                found.put(prefix, RawTree.TREE_MODE);
            }
            for (var old : before.entrySet()) {
                if (!after.containsKey(old.getKey())) {
                    one(Optional.of(old.getValue()), Optional.empty(), prefix, depth);
                }
            }
            for (var now : after.entrySet()) {
                one(Optional.ofNullable(before.get(now.getKey())), Optional.of(now.getValue()), prefix, depth);
            }
        }

        private void one(Optional<RawTree.Entry> from, Optional<RawTree.Entry> to, String prefix, int depth)
                throws IOException {
            boolean same = from.isPresent() && to.isPresent() && from.get().sameAs(to.get());
            if (same || found.size() > most) {
                return;
            }
            String path = path(prefix, to.or(() -> from).orElseThrow());
            boolean enter = depth < MAX_DEPTH && path.length() < MAX_PATH;
            from.filter(entry -> !enter || !entry.isTree()).ifPresent(entry -> found.put(path, 0));
            to.filter(entry -> !enter || !entry.isTree()).ifPresent(entry -> found.put(path, entry.mode()));
            if (enter) {
                compare(folder(from), folder(to), path, depth + 1);
            }
        }

        private Optional<ObjectId> folder(Optional<RawTree.Entry> entry) {
            return entry.filter(RawTree.Entry::isTree).map(RawTree.Entry::id);
        }

        /** Two entries of one name are no tree that Git would write; a name with a slash never passes the rules. */
        private Map<String, RawTree.Entry> byName(Optional<ObjectId> tree) throws IOException {
            Map<String, RawTree.Entry> entries = new LinkedHashMap<>();
            if (tree.isPresent()) {
                for (RawTree.Entry entry : RawTree.read(reader, tree.get()).entries()) {
                    String name = entry.name();
                    if (entries.putIfAbsent(name, entry) != null) {
                        entries.put(name + "/", entry);
                    }
                }
            }
            return entries;
        }
    }
}
