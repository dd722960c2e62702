package dev.holdpoint.core.scan;

import dev.holdpoint.core.change.RepoPath;
import dev.holdpoint.core.scan.hcl.Block;
import dev.holdpoint.core.scan.hcl.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One configuration file that was understood. */
record Source(RepoPath path, Body body) {
    private static final Set<String> KINDS = Set.of("resource", "data", "ephemeral");

    /** Endings of the files that the engines load as configuration. */
    private static final List<String> ENDINGS = List.of(".tf.json", ".tofu.json", ".tf", ".tofu");

    /** The ending that makes a file configuration; empty for any other file. */
    static Optional<String> ending(RepoPath path) {
        return ENDINGS.stream()
                .filter(path.text().toLowerCase(java.util.Locale.ROOT)::endsWith)
                .findFirst();
    }

    /** Folder of a path; empty for the root of the tree. */
    static String folder(RepoPath path) {
        int slash = path.text().lastIndexOf('/');
        return slash < 0 ? "" : path.text().substring(0, slash);
    }

    String folder() {
        return folder(path);
    }

    Place at(int line) {
        return Place.of(path, line);
    }

    /** Resources, data sources and ephemeral resources, also those inside a {@code check}. */
    List<Block> objects() {
        return blocks(block -> KINDS.contains(block.type()));
    }

    /** All blocks at any depth that fit, in the order of the text. */
    List<Block> blocks(Predicate<Block> which) {
        return inside(body, which);
    }

    /** All blocks at any depth of a body that fit. */
    static List<Block> inside(Body body, Predicate<Block> which) {
        List<Block> found = new ArrayList<>();
        collect(body, which, found);
        return found;
    }

    private static void collect(Body body, Predicate<Block> which, List<Block> into) {
        for (Block block : body.blocks()) {
            if (which.test(block)) {
                into.add(block);
            }
            collect(block.body(), which, into);
        }
    }
}
