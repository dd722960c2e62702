package dev.holdpoint.app.runner;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * The engine as a process: an argument vector, a constructed environment, its words into files that the companion reads.
 * Nothing of it reaches the container's log: an engine that cannot store its state prints it.
 */
final class EngineProcess {
    private final Path binary;
    private final Path folder;
    private final Map<String, String> environment;

    EngineProcess(Path binary, Path folder, Map<String, String> environment) {
        this.binary = binary;
        this.folder = folder;
        this.environment = environment;
    }

    /** Starts it. */
    Process start(List<String> arguments, Path output) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(binary.toString());
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(output.toFile())
                .redirectError(
                        output.resolveSibling(output.getFileName() + ".err").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for its end; empty when the time is over, and then it is killed with all that it started. */
    static OptionalInt within(Process process, long nanos) throws InterruptedException {
        if (process.waitFor(Math.max(nanos, 1), TimeUnit.NANOSECONDS)) {
            return OptionalInt.of(process.exitValue());
        }
        kill(process);
        return OptionalInt.empty();
    }

    static void kill(Process process) {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
