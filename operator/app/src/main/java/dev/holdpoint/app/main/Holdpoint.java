package dev.holdpoint.app.main;

import dev.holdpoint.app.cli.Exit;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;

/** The one command. Every role of the image and every command of a person starts here. */
public final class Holdpoint {
    private Holdpoint() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command in this process and returns its exit code. */
    public static int run(String... args) {
        Optional<RunCommand> container = RunCommand.literally(args);
        return container.isPresent() ? run(container.get()) : parse(args);
    }

    private static int run(RunCommand container) {
        try {
            return container.call();
        } catch (IOException | InterruptedException | RuntimeException e) {
            return explain(e, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        }
    }

    private static int parse(String... args) {
        CommandLine line = Commands.lineFor(args);
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command.getErr()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(args);
    }

    private static int explain(Exception failure, PrintWriter err) {
        return switch (failure) {
            case Unavailable u -> {
                err.println("unavailable: " + u.getMessage());
                yield Exit.UNAVAILABLE;
            }
            case Stalled s -> {
                err.println("an administrator must act: " + s.getMessage());
                yield Exit.STALLED;
            }
            case Exception e -> {
                err.println("this is a bug in holdpoint; please report it with this trace:");
                e.printStackTrace(err);
                yield Exit.BUG;
            }
        };
    }
}
