package dev.holdpoint.e2e.dev;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The part of the one command that needs this repository: `dev`, `test`, `demo`. The launcher dispatches here. */
@Command(
        name = "holdpoint",
        mixinStandardHelpOptions = true,
        description = "The local cluster, the tests and the demo.",
        subcommands = {DevUp.class, DevDown.class})
public final class Dev {
    private Dev() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Dev()).execute(arguments));
    }
}
