package dev.holdpoint.e2e.runner;

import dev.holdpoint.api.EngineName;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.e2e.cluster.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An engine of this machine.
 *
 * @param sha256 of its binary
 */
record RealEngine(EngineName name, String version, Path binary, String sha256) {
    private static final Pattern VERSION = Pattern.compile("v([0-9]+\\.[0-9]+\\.[0-9]+)");

    static RealEngine openTofu() throws IOException {
        return at(EngineName.OpenTofu, PlayedPod.engine());
    }

    /** Terraform is never brought along: it is used where a machine has it. */
    static Optional<RealEngine> terraform() throws IOException {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "terraform"))
                .filter(Files::isExecutable)
                .findFirst();
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(at(EngineName.Terraform, found.get().toRealPath()));
    }

    private static RealEngine at(EngineName name, Path binary) throws IOException {
        String said = Command.of(binary.toString(), "version")
                .with("CHECKPOINT_DISABLE", "1")
                .with("TF_CLI_CONFIG_FILE", "/dev/null")
                .run();
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            throw new AssertionError("no version in: " + said);
        }
        return new RealEngine(
                name,
                version.group(1),
                binary,
                Sha256.of(Files.readAllBytes(binary)).hex());
    }

    @Override
    public String toString() {
        return name + " " + version;
    }
}
