package dev.holdpoint.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code settings sign} and {@code settings verify}. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Signatures on settings: what decides what an approval means is in force only when people signed it.",
        subcommands = {SettingsSignCommand.class, SettingsVerifyCommand.class})
public final class SettingsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say sign or verify");
    }
}
