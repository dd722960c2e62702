package dev.holdpoint.core.plan;

import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * All that a plan was made from, but for the state, which votes name by lineage and serial. Its digest is what the
 * template calls Inputs-SHA256.
 *
 * @param manifest digest of the SHA-256 manifest of the stack's tree
 * @param stackUid UID of the stack object, so that a stack made again under the same name is another one
 * @param changeUid UID of the change
 * @param path folder of the stack in the repository; empty for the root
 * @param engine name and version, as {@code OpenTofu 1.11.14}
 * @param engineBinary digest of the engine's binary
 * @param lock digest of the run's provider lock file
 */
public record Inputs(
        Sha256 manifest,
        String stackUid,
        String changeUid,
        String path,
        String engine,
        Sha256 engineBinary,
        Sha256 lock) {

    /** @throws IllegalArgumentException if a field could not stand in one line */
    public Inputs {
        oneLine("stack UID", stackUid);
        oneLine("change UID", changeUid);
        oneLine("path", path);
        oneLine("engine", engine);
    }

    /** The digest over one line per field, in a fixed order. */
    public Sha256 digest() {
        String text = "holdpoint inputs v1\n"
                + "manifest " + manifest.hex() + "\n"
                + "stack " + stackUid + "\n"
                + "change " + changeUid + "\n"
                + "path " + path + "\n"
                + "engine " + engine + "\n"
                + "engine-binary " + engineBinary.hex() + "\n"
                + "lock " + lock.hex() + "\n";
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void oneLine(String what, String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("the " + what + " holds a control character");
        }
    }
}
