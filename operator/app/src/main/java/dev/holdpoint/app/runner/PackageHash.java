package dev.holdpoint.app.runner;

import dev.holdpoint.core.digest.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/**
 * The {@code h1} hash of an unpacked provider package: SHA-256 over one line per file, {@code <sha256>  <name>}, sorted
 * by name ({@code golang.org/x/mod/sumdb/dirhash}, which the engines use).
 */
final class PackageHash {
    private PackageHash() {}

    /** @param folder of the package, or a link to it */
    static String of(Path folder) throws IOException {
        Path real = folder.toRealPath();
        Map<String, Path> files = new TreeMap<>();
        try (var walk = Files.walk(real)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(real.relativize(file).toString(), file);
            }
        }
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            lines.append(FileDigest.of(file.getValue()).hex())
                    .append("  ")
                    .append(file.getKey())
                    .append('\n');
        }
        Sha256 all = Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8));
        return "h1:" + Base64.getEncoder().encodeToString(all.bytes());
    }
}
