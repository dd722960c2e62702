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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The list of commands. A command's class is loaded only when it is asked for by name: help is a list of sentences, and
 * the run pods start in a fraction of a second, because they never touch the Kubernetes client.
 */
final class Commands {
    /** @param sentence what the list says about it */
    private record Listed(String sentence, Supplier<Object> command) {}

    private static final Map<String, Listed> ALL = new LinkedHashMap<>();

    static {
        list("demo", "Plays the main job from nothing, on a local cluster.", () -> new CloneOnly());
        list("test", "Runs all tests; --full adds the long ones.", () -> new CloneOnly());
        list("dev", "The local cluster: up, down, status.", () -> new CloneOnly());
        list("approve", "Signs an approval of a change and pushes it.", () -> new VoteCommand("approve"));
        list("reject", "Signs a rejection of a change and pushes it.", () -> new VoteCommand("reject"));
        list("withdraw", "Signs the withdrawal of your vote and pushes it.", () -> new VoteCommand("withdraw"));
        list("why", "Says what a change is waiting for.", () -> new WhyCommand());
        list("check", "Judges a plan without any cluster.", () -> new CheckCommand());
        list("review", "Prints the review of a plan as Markdown.", () -> new ReviewCommand());
        list("scan", "Says what of a configuration may not be planned.", () -> new ScanCommand());
        list("vote", "Looks at one signed vote.", () -> new VoteToolsCommand());
        list("settings", "Signs settings, and verifies their signatures.", () -> new SettingsCommand());
        list("verify", "Verifies the ledger in a clone and every decision in it.", () -> new VerifyCommand());
        list("policies", "Prints the admission policies as YAML.", () -> new PoliciesCommand());
        list("operator", "The controller; runs in the cluster.", () -> new OperatorCommand());
        list("attestor", "The attestor; runs in the cluster.", () -> new AttestorCommand());
        list("run", "Works inside a run pod.", () -> new RunCommand(() -> new PodParts(System.getenv())));
        list("version", "Prints the version.", () -> new VersionCommand());
    }

    private Commands() {}

    private static void list(String name, String sentence, Supplier<Object> command) {
        ALL.put(name, new Listed(sentence, command));
    }

    static Set<String> names() {
        return Collections.unmodifiableSet(ALL.keySet());
    }

    static CommandLine lineFor(String... args) {
        CommandLine line = new CommandLine(new Root());
        if (args.length > 0 && ALL.containsKey(args[0])) {
            line.addSubcommand(args[0], ALL.get(args[0]).command().get());
        } else {
            ALL.forEach((name, listed) -> line.addSubcommand(name, onlyListed(listed.sentence())));
        }
        // Which command is meant is read from the first argument as it stands.
        line.setExpandAtFiles(false);
        return line;
    }

    private static CommandSpec onlyListed(String sentence) {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(sentence);
        return spec;
    }

    /**
     * A command that needs the repository around it. The launcher in a clone runs it and never comes here; what comes here
     * is the command in the image.
     */
    @Command(
            mixinStandardHelpOptions = true,
            description = "Runs from a clone of the repository only, as ./holdpoint COMMAND.")
    static final class CloneOnly implements Callable<Integer> {
        @CommandLine.Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "this needs the repository around it; in a clone type ./holdpoint " + spec.name());
        }
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
