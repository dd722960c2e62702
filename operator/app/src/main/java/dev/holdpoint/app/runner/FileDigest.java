package dev.holdpoint.app.runner;

import dev.holdpoint.core.digest.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of files that are too large to be held in memory. */
final class FileDigest {
    /**
     * Of our own image, whose root nobody can write. A JVM that has just started needs three to ten times as long for
     * the hundreds of megabytes of an engine and its providers, because it interprets at first.
     */
    static final Path PROGRAM = Path.of("/usr/bin/sha256sum");

    /** From here on a process costs less than it saves. */
    static final long LARGE = 8L << 20;

    private static final int BUFFER = 1 << 20;
    private static final int HEX_LENGTH = 64;

    private FileDigest() {}

    /** By the program of the image where there is one and the file is large, else in this process; the same digest. */
    static Sha256 of(Path file) throws IOException {
        return Files.size(file) >= LARGE && Files.isExecutable(PROGRAM) ? byProgram(file) : here(file);
    }

    /** In this very process. */
    static Sha256 here(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            byte[] buffer = new byte[BUFFER];
            while (in.read(buffer) >= 0) {
                // the digest reads along
            }
            return Sha256.ofRaw(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have SHA-256", e);
        }
    }

    /** The file is its standard input, so no name of a file reaches a command line. */
    private static Sha256 byProgram(Path file) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString())
                .redirectInput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        Process process = builder.start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.US_ASCII);
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(PROGRAM + " ended with " + code + " while it read " + file);
            }
            return Sha256.tryParse(said.substring(0, Math.min(said.length(), HEX_LENGTH)))
                    .orElseThrow(() -> new IOException(PROGRAM + " wrote no digest of " + file));
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + file + " was read", e);
        }
    }
}
