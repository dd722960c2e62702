package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Stalled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * One tree object, read strictly: every byte accounted for. Names are kept as bytes, so that entries which nobody
 * touches are written back as they were.
 */
record RawTree(List<Entry> entries) {
    static final int TREE_MODE = FileMode.TREE.getBits();
    private static final int MAX_BYTES = 16 << 20;

    RawTree {
        entries = List.copyOf(entries);
    }

    /** One line of a tree. */
    record Entry(int mode, byte[] rawName, ObjectId id) {
        boolean isTree() {
            return mode == TREE_MODE;
        }

        boolean isRegular() {
            return mode == FileMode.REGULAR_FILE.getBits() || mode == FileMode.EXECUTABLE_FILE.getBits();
        }

        /** As text; a slash inside a name, which only a hostile tree has, is not the one between names. */
        String name() {
            return PathBytes.text(rawName).replace('/', PathBytes.NO_SEPARATOR);
        }

        boolean sameAs(Entry other) {
            return mode == other.mode && id.equals(other.id);
        }
    }

    static RawTree read(ObjectReader reader, ObjectId id) throws IOException {
        byte[] raw;
        try {
            raw = reader.open(id, Constants.OBJ_TREE).getBytes(MAX_BYTES);
        } catch (LargeObjectException e) {
            throw new Stalled(
                    "A folder of the repository has more entries than this program reads (tree " + id.name()
                            + "). Split the folder.",
                    e);
        }
        List<Entry> entries = new ArrayList<>();
        int at = 0;
        while (at < raw.length) {
            int space = indexOf(raw, ' ', at);
            int end = indexOf(raw, 0, space + 1);
            int next = end + 1 + Constants.OBJECT_ID_LENGTH;
            if (end == space + 1 || next > raw.length) {
                throw malformed(id);
            }
            entries.add(new Entry(
                    mode(raw, at, space, id), Arrays.copyOfRange(raw, space + 1, end), ObjectId.fromRaw(raw, end + 1)));
            at = next;
        }
        return new RawTree(entries);
    }

    Optional<Entry> entry(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    private static int indexOf(byte[] raw, int what, int from) {
        for (int i = from; i < raw.length; i++) {
            if (raw[i] == what) {
                return i;
            }
        }
        return raw.length;
    }

    private static int mode(byte[] raw, int from, int to, ObjectId id) {
        int mode = 0;
        for (int i = from; i < to; i++) {
            if (raw[i] < '0' || raw[i] > '7' || i - from > 6) {
                throw malformed(id);
            }
            mode = mode * 8 + raw[i] - '0';
        }
        return mode;
    }

    private static Stalled malformed(ObjectId id) {
        return new Stalled("The tree object " + id.name()
                + " of the repository is malformed. Run `git fsck` there, and delete the branch that holds it.");
    }
}
