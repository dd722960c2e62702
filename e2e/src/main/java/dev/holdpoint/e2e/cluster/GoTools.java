package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds the tools of {@code e2e/tools} once; the key is the hash of go.mod, go.sum and the Go version. */
public final class GoTools {
    private static final Pattern KUBERNETES = Pattern.compile("(?m)^\\s*(?:require )?k8s\\.io/kubernetes (v\\S+)");
    private static final Pattern OPENTOFU =
            Pattern.compile("(?m)^\\s*(?:require )?github\\.com/opentofu/opentofu v(\\S+)");
    private static final Duration BUILD_LIMIT = Duration.ofMinutes(40);

    private final Path modules;
    private final Cache cache;
    private final Progress progress;

    /** @param projectRoot the folder that holds {@code e2e/tools} */
    public GoTools(Path projectRoot, Cache cache, Progress progress) {
        this.modules = projectRoot.resolve("e2e/tools");
        this.cache = cache;
        this.progress = progress;
    }

    /** The program, built when it is not in the cache yet. */
    public synchronized Path binary(GoTool tool) {
        Path module = modules.resolve(tool.module());
        Path binary = cache.folder("tools", key(module)).resolve(tool.program());
        if (!Files.isExecutable(binary)) {
            progress.step("building " + tool.program() + " from its Go module", () -> build(tool, module, binary));
        }
        return binary;
    }

    private void build(GoTool tool, Path module, Path binary) {
        Path unfinished = binary.resolveSibling(tool.program() + ".unfinished");
        Command.of(
                        "go",
                        "build",
                        "-trimpath",
                        "-ldflags",
                        tool.linkerFlags(kubernetesVersion()),
                        "-o",
                        unfinished.toString(),
                        tool.mainPackage())
                .in(module)
                .with("CGO_ENABLED", "0")
                .with("GOTOOLCHAIN", "local")
                .with("GOFLAGS", "-mod=readonly")
                .within(BUILD_LIMIT)
                .run();
        try {
            Files.move(unfinished, binary, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + binary, e);
        }
    }

    /** The version of OpenTofu that {@code e2e/tools/opentofu} pins, as {@code 1.11.14}. */
    public String tofuVersion() {
        Matcher found = OPENTOFU.matcher(read(modules.resolve("opentofu/go.mod")));
        if (!found.find()) {
            throw new ClusterTrouble(
                    modules.resolve("opentofu/go.mod") + " requires no version of github.com/opentofu/opentofu",
                    "Restore the file from Git.");
        }
        return found.group(1);
    }

    private String kubernetesVersion() {
        Matcher found = KUBERNETES.matcher(read(modules.resolve("kubernetes/go.mod")));
        if (!found.find()) {
            throw new ClusterTrouble(
                    modules.resolve("kubernetes/go.mod") + " requires no version of k8s.io/kubernetes",
                    "Restore the file from Git.");
        }
        return found.group(1);
    }

    private String key(Path module) {
        String parts = goVersion() + '\n' + read(module.resolve("go.mod")) + read(module.resolve("go.sum"));
        return module.getFileName() + "-" + Digest.of(parts).substring(0, 16);
    }

    private static String goVersion() {
        Command.Result go = Command.of("go", "env", "GOVERSION")
                .with("GOTOOLCHAIN", "local")
                .attempt();
        if (!go.ok()) {
            throw new ClusterTrouble(
                    "Go is needed to build the control plane and was not found: " + go.output(),
                    "Install Go 1.26 or newer (https://go.dev/dl) and put `go` on the PATH.");
        }
        return go.output().strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
