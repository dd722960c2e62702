package dev.holdpoint.e2e.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Base branch and ledger only grow, as branch protection of a forge has it. Whether a push is a fast-forward is known
 * only after its objects came, so this is the one rule that is a hook; its words are fixed and its arguments quoted.
 */
final class FastForwardHook {
    private static final String SCRIPT = """
            #!/bin/sh
            case "$1" in
              "refs/heads/$HOLDPOINT_BASE_BRANCH" | refs/heads/holdpoint-ledger) ;;
              *) exit 0 ;;
            esac
            case "$2$3" in
              0000000000000000000000000000000000000000*) exit 0 ;;
            esac
            git merge-base --is-ancestor "$2" "$3" 2>/dev/null && exit 0
            echo "this branch only grows" >&2
            exit 1
            """;

    private FastForwardHook() {}

    static void install(Path repository) {
        Path hook = repository.resolve("hooks").resolve("update");
        try {
            Files.createDirectories(hook.getParent());
            Files.writeString(hook, SCRIPT);
            Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + hook, e);
        }
    }
}
