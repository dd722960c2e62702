package dev.holdpoint.app.cli;

import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.approval.StepResult;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.approval.VoteVerifier;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vote verify}: one signed vote, step by step, with only what is at hand. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Takes one signed vote through all steps, each named; what only a cluster knows is not judged.",
            "Exit 0 when no step fails, 4 when one does, 2 for bad input."
        })
public final class VoteVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--roster", required = true, paramLabel = "FILE", description = "the ApproverRoster as YAML")
    private Path rosterFile;

    @Option(names = "--template", required = true, paramLabel = "FILE", description = "APPROVE.txt, not filled in")
    private Path templateFile;

    @Option(names = "--at", paramLabel = "INSTANT", description = "judge as of then (default: now)")
    private String at;

    @Parameters(index = "0", paramLabel = "REPO", description = "a clone with the tag")
    private Path repository;

    @Parameters(index = "1", paramLabel = "TAG", description = "as git tag -l prints it")
    private String tag;

    @Override
    public Integer call() {
        SettingsInput input = new SettingsInput(spec);
        Roster roster = input.read(rosterFile, input.roster(rosterFile));
        Template template = switch (Template.parse(input.bytes(templateFile))) {
            case Parsed.Ok<Template>(var value) -> value;
            case Parsed.Bad<Template>(var reason) -> throw input.wrong(templateFile + ": " + reason);
        };
        String ref = tag.startsWith("refs/") ? tag : "refs/tags/" + tag;
        SignedTag found = new SignedTag(ref, raw(input, ref));
        VoteVerifier.Known known = new VoteVerifier.Known(
                template, Optional.of(roster), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        VoteVerifier.Inspection inspection = VoteVerifier.inspect(known, found, instant(input));
        PrintWriter out = spec.commandLine().getOut();
        for (StepResult step : inspection.steps()) {
            out.printf(
                    "%2d %-36s %-12s %s%n",
                    step.step().number(), step.step().title(), word(step.status()), step.note());
        }
        inspection
                .finding()
                .ifPresent(finding -> out.println("this vote does not count; next: "
                        + finding.nextActor().name().toLowerCase(Locale.ROOT)));
        out.flush();
        return inspection.finding().isEmpty() ? Exit.DONE : Exit.REFUSED;
    }

    private byte[] raw(SettingsInput input, String ref) {
        try {
            return new Clone(repository)
                    .tag(ref)
                    .orElseThrow(() -> input.wrong(repository + " has no annotated tag " + tag));
        } catch (Clone.Odd e) {
            throw input.wrong(e.file() + ": " + e.getMessage());
        }
    }

    private Instant instant(SettingsInput input) {
        try {
            return at == null ? Instant.now() : Instant.parse(at);
        } catch (DateTimeException e) {
            throw input.wrong("--at is written as in 2026-11-20T12:00:00Z");
        }
    }

    private static String word(StepResult.Status status) {
        return switch (status) {
            case HOLDS -> "holds";
            case HOLDS_AS_FAR_AS_KNOWN -> "not judged";
            case NOT_ENFORCED -> "not enforced";
            case FAILS -> "FAILS";
            case NOT_REACHED -> "not reached";
        };
    }
}
