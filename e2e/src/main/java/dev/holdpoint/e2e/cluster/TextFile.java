package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Small files, replaced in one step so that a reader never sees half of one. */
public final class TextFile {
    private TextFile() {}

    public static Path write(Path file, String text) {
        return replace(file, text, "rw-r--r--");
    }

    /** Readable by its owner alone. */
    public static Path secret(Path file, String text) {
        return replace(file, text, "rw-------");
    }

    public static Optional<String> readIfThere(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static Path replace(Path file, String text, String permissions) {
        Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = Files.createTempFile(
                    file.getParent(), ".unfinished", "", PosixFilePermissions.asFileAttribute(ownerOnly));
            Files.writeString(unfinished, text);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(permissions));
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
