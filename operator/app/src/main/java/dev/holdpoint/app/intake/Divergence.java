package dev.holdpoint.app.intake;

import dev.holdpoint.app.port.Repository;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What two lines of history did to the same files since they parted.
 *
 * @param conflicts touched paths that the other side changed in another way
 * @param alreadyThere touched paths that stand on the other side just so
 */
record Divergence(SortedSet<String> conflicts, SortedSet<String> alreadyThere) {
    /**
     * Compares.
     *
     * @param fork where they parted
     * @param base the side that stays
     * @param source the side whose edits shall come over
     * @param touched what {@code source} did since {@code fork}
     */
    static Divergence of(
            Repository repository, String fork, String base, String source, SortedMap<String, Integer> touched) {
        SortedMap<String, Integer> theirs = repository.touched(fork, base);
        SortedMap<String, Integer> apart = repository.touched(base, source);
        boolean unseen = Math.max(theirs.size(), apart.size()) > Repository.MAX_TOUCHED;
        Divergence found = new Divergence(new TreeSet<>(), new TreeSet<>());
        for (String path : touched.keySet()) {
            if (!unseen && !apart.containsKey(path)) {
                found.alreadyThere.add(path);
            } else if (unseen || meets(theirs, path)) {
                found.conflicts.add(path);
            }
        }
        return found;
    }

    /** The path itself, a folder above that became a file, or a folder of this name that was written into. */
    private static boolean meets(SortedMap<String, Integer> theirs, String path) {
        if (theirs.containsKey(path)) {
            return true;
        }
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (theirs.getOrDefault(path.substring(0, slash), 0) != 0) {
                return true;
            }
        }
        return theirs.tailMap(path + "/").entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(path + "/"))
                .anyMatch(entry -> entry.getValue() != 0);
    }
}
