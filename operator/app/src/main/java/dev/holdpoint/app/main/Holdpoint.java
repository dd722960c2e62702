package dev.holdpoint.app.main;

import dev.holdpoint.app.cli.Exit;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import picocli.CommandLine;

/** The one command. Every role of the image and every command of a person starts here. */
public final class Holdpoint {
    private Holdpoint() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs one command in this process and returns its exit code. */
    public static int run(String... args) {
        CommandLine line = Commands.lineFor(args);
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(args);
    }

    private static int explain(Exception failure, CommandLine command) {
        var err = command.getErr();
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
