package dev.holdpoint.e2e.cluster;

import java.time.Duration;
import java.util.Optional;

/** A container engine of this machine that can run privileged containers, which k3s needs. */
final class ContainerEngine {
    /** The first run pulls the image. */
    private static final Duration FIRST_RUN = Duration.ofMinutes(5);

    private ContainerEngine() {}

    /**
     * Why k3s cannot run here; empty when it can. Found out by a real privileged run, since {@code docker info} answers
     * as well where privileged containers are forbidden.
     */
    static Optional<String> trouble(String image) {
        Command.Result client = Command.of("docker", "version", "--format", "{{.Server.Version}}")
                .attempt();
        if (client.exit() == 127) {
            return Optional.of("there is no `docker` on the PATH");
        }
        if (!client.ok()) {
            return Optional.of("no container engine answers: " + lastLine(client.output()));
        }
        Command.Result run = Command.of("docker", "run", "--rm", "--privileged", "--entrypoint", "/bin/true", image)
                .within(FIRST_RUN)
                .attempt();
        return run.ok()
                ? Optional.empty()
                : Optional.of("a privileged container of " + image + " does not run: " + lastLine(run.output()));
    }

    private static String lastLine(String output) {
        return output.lines()
                .filter(line -> !line.isBlank())
                .reduce((a, b) -> b)
                .orElse("it said nothing");
    }
}
