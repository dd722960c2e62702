package dev.holdpoint.app.cli;

import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Template;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code approve}, {@code reject} and {@code withdraw}: fetches, shows the review, asks, types {@code git tag -s} and
 * pushes. The same can be done with plain git; the review says how.
 */
@Command(mixinStandardHelpOptions = true)
public final class VoteCommand implements Callable<Integer> {
    private static final Pattern PERSON = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?");

    private final String decision;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CHANGE", description = "namespace/name of the change")
    private String change;

    @Option(names = "--as", required = true, paramLabel = "PERSON", description = "your name on the roster")
    private String person;

    @Option(names = "--repo", paramLabel = "DIR", description = "your clone (default: this folder)")
    private Path clone = Path.of(".");

    @Option(names = "--remote", description = "the remote (default: ${DEFAULT-VALUE})")
    private String remote = "origin";

    @Option(
            names = "--plan",
            paramLabel = "DIGEST",
            description =
                    "the first 12 or more digits of Plan-SHA256 that you read; without it you are asked on the terminal")
    private String plan;

    /** @param decision approve, reject or withdraw */
    public VoteCommand(String decision) {
        this.decision = decision;
    }

    @Override
    public Integer call() {
        ChangeName name = parse();
        Clone here = new Clone(clone);
        GitWork git = here.git();
        VoteTag tag = new VoteTag(here, remote);
        Optional<String> unready = tag.unready();
        if (unready.isPresent()) {
            return stop(Exit.BAD_INPUT, unready.get());
        }
        git.run(
                "fetch",
                "-q",
                remote,
                "+refs/heads/" + name.branch() + ":refs/remotes/" + remote + "/" + name.branch());
        String head = git.run("rev-parse", "refs/remotes/" + remote + "/" + name.branch())
                .strip();
        String review = git.run("show", head + ":" + name.folder() + "REVIEW.md");
        String text = git.run("show", head + ":" + name.folder() + "APPROVE.txt");
        Template template = switch (Template.parse(text.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Ok<Template>(var value) -> value;
            case Parsed.Bad<Template>(var reason) ->
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "the template of " + name + " cannot be read: " + reason);
        };
        spec.commandLine().getErr().println(review);
        if (!confirmed(template)) {
            spec.commandLine().getErr().println("nothing was signed");
            return Exit.REFUSED;
        }
        return switch (tag.cast(new VoteTag.Ballot(template, head, person, decision))) {
            case VoteTag.Outcome.Pushed(var pushed) -> {
                spec.commandLine().getOut().println(decision + " signed and pushed as tag " + pushed);
                yield Exit.DONE;
            }
            case VoteTag.Outcome.Unsigned(var why) -> stop(Exit.BAD_INPUT, why);
            case VoteTag.Outcome.Uncountable(var why) -> stop(Exit.REFUSED, why);
        };
    }

    private int stop(int exit, String why) {
        spec.commandLine().getErr().println(why + "\nnothing was pushed");
        return exit;
    }

    private ChangeName parse() {
        if (!PERSON.matcher(person).matches()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--as " + person + " is no name on a roster; expected lower-case letters, digits and -");
        }
        try {
            return ChangeName.parse(change);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    /** Whoever votes shows that they looked at this plan: by its first digits. A bare "yes" is typed blind. */
    private boolean confirmed(Template template) {
        String hex = template.pins().plan().hex();
        String typed = plan;
        if (typed == null) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "%s round %d (tier %s). Type the first 12 digits of Plan-SHA256 to %s: ",
                            change, template.round(), template.tier(), decision);
            spec.commandLine().getErr().flush();
            typed = readLine();
        }
        return typed.strip().length() >= 12 && hex.startsWith(typed.strip());
    }

    /** One line of standard input; empty when there is nobody to ask. */
    private static String readLine() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read standard input", e);
        }
    }
}
