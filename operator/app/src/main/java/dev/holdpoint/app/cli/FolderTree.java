package dev.holdpoint.app.cli;

import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.change.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A folder on disk as Git would have it. Links are not followed but reported as links; what Git never tracks is left
 * out; the engine's own folders are named and not read.
 */
final class FolderTree {
    private static final Set<String> NOT_READ = Set.of(".terraform", "terraform.d");
    private static final int LINK = 0120000;

    private FolderTree() {}

    static Tree.Reading read(Path folder) throws IOException {
        List<TreeEntry> entries = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
                String name = at.equals(folder) ? "" : at.getFileName().toString();
                if (NOT_READ.contains(name)) {
                    entries.add(new TreeEntry(raw(folder, at) + "/any", TreeEntry.REGULAR, new byte[0]));
                    return FileVisitResult.SKIP_SUBTREE;
                }
                return name.equals(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path at, BasicFileAttributes attributes) throws IOException {
                if (!at.getFileName().toString().equals(".git")) {
                    entries.add(entry(raw(folder, at), at, attributes));
                }
                return entries.size() > Tree.MAX_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        return Tree.read(entries);
    }

    private static TreeEntry entry(String raw, Path file, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            return new TreeEntry(raw, LINK, new byte[0]);
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return new TreeEntry(raw, TreeEntry.REGULAR, in.readNBytes(Tree.MAX_FILE + 1));
        }
    }

    private static String raw(Path folder, Path file) {
        return folder.relativize(file).toString();
    }
}
