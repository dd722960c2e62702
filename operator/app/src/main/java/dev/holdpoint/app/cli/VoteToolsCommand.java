package dev.holdpoint.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code vote verify}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Looks at one signed vote.",
        subcommands = VoteVerifyCommand.class)
public final class VoteToolsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say verify");
    }
}
