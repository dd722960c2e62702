package dev.holdpoint.e2e.dev;

import dev.holdpoint.e2e.cluster.ClusterTrouble;
import dev.holdpoint.e2e.demo.DemoCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The part of the one command that needs this repository. The launcher dispatches {@code dev} and {@code demo} here; a
 * command joins by its class in {@code subcommands}.
 */
@Command(
        name = "holdpoint",
        mixinStandardHelpOptions = true,
        description = "The local cluster and what runs on it.",
        subcommands = {DevCommand.class, DemoCommand.class})
public final class Dev {
    /** 07: 6 means that an administrator must act. */
    private static final int ADMINISTRATOR_MUST_ACT = 6;

    private Dev() {}

    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        return new CommandLine(new Dev()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof ClusterTrouble trouble) {
                PrintWriter err = command.getErr();
                err.println("holdpoint: " + trouble.getMessage());
                err.println("To do: " + trouble.remedy());
                return ADMINISTRATOR_MUST_ACT;
            }
            throw failure;
        });
    }
}
