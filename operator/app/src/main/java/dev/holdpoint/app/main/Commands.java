package dev.holdpoint.app.main;

import dev.holdpoint.app.cli.CheckCommand;
import dev.holdpoint.app.cli.PoliciesCommand;
import dev.holdpoint.app.cli.ReviewCommand;
import dev.holdpoint.app.cli.ScanCommand;
import dev.holdpoint.app.cli.SettingsCommand;
import dev.holdpoint.app.cli.VerifyCommand;
import dev.holdpoint.app.cli.VoteCommand;
import dev.holdpoint.app.cli.VoteToolsCommand;
import dev.holdpoint.app.cli.WhyCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The list of commands. A command's class is loaded only when it is asked for by name, or when help lists all of them:
 * the run pods start in a fraction of a second, because they never touch the Kubernetes client.
 */
final class Commands {
    private static final Map<String, Supplier<Object>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("approve", () -> new VoteCommand("approve"));
        ALL.put("reject", () -> new VoteCommand("reject"));
        ALL.put("withdraw", () -> new VoteCommand("withdraw"));
        ALL.put("check", CheckCommand::new);
        ALL.put("review", ReviewCommand::new);
        ALL.put("scan", ScanCommand::new);
        ALL.put("vote", VoteToolsCommand::new);
        ALL.put("settings", SettingsCommand::new);
        ALL.put("verify", VerifyCommand::new);
        ALL.put("why", WhyCommand::new);
        ALL.put("policies", PoliciesCommand::new);
        ALL.put("operator", OperatorCommand::new);
        ALL.put("attestor", AttestorCommand::new);
        ALL.put("run", () -> new RunCommand(() -> new PodParts(System.getenv())));
        ALL.put("version", VersionCommand::new);
    }

    private Commands() {}

    static CommandLine lineFor(String... args) {
        CommandLine line = new CommandLine(new Root());
        if (args.length > 0 && ALL.containsKey(args[0])) {
            line.addSubcommand(args[0], ALL.get(args[0]).get());
        } else {
            ALL.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        return line;
    }

    @Command(
            name = "holdpoint",
            mixinStandardHelpOptions = true,
            versionProvider = VersionCommand.class,
            description = "The hold point between an AI agent and production infrastructure.",
            footer = {
                "",
                "Exit codes: 0 done, or nobody needs to be asked; 1 a bug; 2 bad input; 3 humans must decide;",
                "4 refused; 5 unavailable, try again; 6 an administrator must act."
            })
    static final class Root implements Runnable {
        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec;

        @Override
        public void run() {
            throw new CommandLine.ParameterException(spec.commandLine(), "name a command");
        }
    }
}
