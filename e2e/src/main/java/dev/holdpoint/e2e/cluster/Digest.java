package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** SHA-256, in lower-case hex. */
public final class Digest {
    private static final long LARGE = 1 << 20;
    private static final int DIGITS = 64;

    /** A name with a line feed or backslash in it would have a backslash in front. */
    private static final Pattern SUM = Pattern.compile("^[0-9a-f]{" + DIGITS + "} ");

    private Digest() {}

    public static String of(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Large files are left to {@code sha256sum}: this JVM has the quick compiler alone, which takes several times as long. */
    public static String of(Path file) {
        try {
            if (Files.size(file) > LARGE) {
                Command.Result said =
                        Command.of("sha256sum", "--binary", file.toString()).attempt();
                if (said.ok() && SUM.matcher(said.output()).find()) {
                    return said.output().substring(0, DIGITS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return here(file);
    }

    private static String here(Path file) {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
