package dev.holdpoint.app.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Optional;
import java.util.Set;

/**
 * Reads files that the engine's container wrote. They may be anything: no link is followed on the way, only a regular
 * file is opened, and no more than was agreed is read. A symbolic link to the companion's token path once handed back
 * the token.
 */
final class HandedOver {
    private final Path volume;

    /** @param volume a mount point, which nobody in the pod can replace */
    HandedOver(Path volume) {
        this.volume = volume;
    }

    /** What stands at a place. */
    sealed interface Sight {
        record Found(byte[] content) implements Sight {}

        record Missing() implements Sight {}

        /** A regular file with more bytes than were agreed. */
        record TooLarge(String why) implements Sight {}

        /** Something that must not be handed over. */
        record Refused(String why) implements Sight {}
    }

    /** Reads a file below the volume. */
    Sight read(Path file, int maxBytes) throws IOException {
        try (InputStream in = open(file)) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (content.size() + (long) n > maxBytes) {
                    return new Sight.TooLarge(file.getFileName() + " has more than " + maxBytes + " bytes");
                }
                content.write(buffer, 0, n);
            }
            return new Sight.Found(content.toByteArray());
        } catch (NoSuchFileException e) {
            return new Sight.Missing();
        } catch (NotRegular e) {
            return new Sight.Refused(file.getFileName() + " is no regular file");
        }
    }

    /** The content of a file that is there and may be handed over. */
    Optional<byte[]> find(Path file, int maxBytes) throws IOException {
        return read(file, maxBytes) instanceof Sight.Found found ? Optional.of(found.content()) : Optional.empty();
    }

    /**
     * Opens a file below the volume for streaming.
     *
     * @throws NoSuchFileException if there is none
     * @throws NotRegular if it is something else, or a folder on the way is a link
     */
    InputStream open(Path file) throws IOException {
        try (DirectoryStream<Path> root = Files.newDirectoryStream(volume)) {
            if (root instanceof SecureDirectoryStream<Path> secure) {
                return open(secure, volume.relativize(file));
            }
            throw new IOException("this file system cannot open files relative to a folder");
        } catch (NoSuchFileException e) {
            throw e;
        } catch (FileSystemException e) {
            // ELOOP or ENOTDIR: O_NOFOLLOW met a link, or a folder is none
            throw new NotRegular(e);
        }
    }

    private static InputStream open(SecureDirectoryStream<Path> folder, Path way) throws IOException {
        if (way.getNameCount() == 1) {
            return regular(folder, way);
        }
        try (SecureDirectoryStream<Path> next = folder.newDirectoryStream(way.getName(0), LinkOption.NOFOLLOW_LINKS)) {
            return open(next, way.subpath(1, way.getNameCount()));
        }
    }

    private static InputStream regular(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        boolean regular = folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isRegularFile();
        if (!regular) {
            throw new NotRegular(null);
        }
        return Channels.newInputStream(
                folder.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)));
    }

    /** It is not a regular file under regular folders. */
    static final class NotRegular extends IOException {
        @java.io.Serial
        private static final long serialVersionUID = 1L;

        NotRegular(Throwable cause) {
            super("not a regular file", cause);
        }
    }
}
