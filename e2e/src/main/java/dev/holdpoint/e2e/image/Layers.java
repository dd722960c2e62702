package dev.holdpoint.e2e.image;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;

/** Image layers from files of this machine; times are constant (Jib's epoch plus one second), owners are root. */
final class Layers {
    private static final FilePermissions PROGRAM = FilePermissions.fromOctalString("755");
    private static final FilePermissions DATA = FilePermissions.fromOctalString("644");

    private Layers() {}

    /** One file, executable when it is here. */
    static FileEntriesLayer file(String layer, Path source, String target) {
        return FileEntriesLayer.builder()
                .setName(layer)
                .addEntry(source, AbsoluteUnixPath.get(target), permissions(source))
                .build();
    }

    /** A folder with all below it. */
    static FileEntriesLayer tree(String layer, Path source, String target) {
        try {
            return FileEntriesLayer.builder()
                    .setName(layer)
                    .addEntryRecursive(source, AbsoluteUnixPath.get(target), (file, inImage) -> permissions(file))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + source, e);
        }
    }

    /** Gives a file, or all files of a folder, the time that they have in an image. */
    static void touch(Path source) {
        try (Stream<Path> all = Files.walk(source)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(FileEntriesLayer.DEFAULT_MODIFICATION_TIME));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set the time of " + source, e);
        }
    }

    private static FilePermissions permissions(Path file) {
        return Files.isDirectory(file) || Files.isExecutable(file) ? PROGRAM : DATA;
    }
}
