package dev.holdpoint.app.cli;

import dev.holdpoint.app.review.Dossier;
import dev.holdpoint.app.review.VerdictJson;
import dev.holdpoint.core.plan.Counts;
import dev.holdpoint.core.verdict.Verdict;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check PLAN.json}: the verdict, by the same pure code as the operator's. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Judges a plan without any cluster. Exit 0 when nobody needs to be asked, 3 when humans must decide,",
            "4 when it is refused, 2 when something cannot be read."
        })
public final class CheckCommand implements Callable<Integer> {
    /** How results are printed. */
    enum Output {
        text,
        json
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanCase input;

    @Option(names = "-o", paramLabel = "text|json", description = "format of the result (default: ${DEFAULT-VALUE})")
    private Output output = Output.text;

    @Override
    public Integer call() {
        Dossier dossier;
        try {
            dossier = input.judge();
        } catch (PlanCase.BadInput e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.BAD_INPUT;
        }
        String text = switch (output) {
            case text -> new VerdictText(Ansi.AUTO.enabled()).of(dossier);
            case json ->
                VerdictJson.of(
                        dossier.verdict(),
                        dossier.quorum(),
                        Counts.of(dossier.seen().plan()));
        };
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return exit(dossier);
    }

    /** The exit code of a verdict; the same for {@code review}. */
    static int exit(Dossier dossier) {
        return switch (dossier.verdict()) {
            case Verdict.Refused refused -> Exit.REFUSED;
            case Verdict.Humans humans -> dossier.quorum().required() == 0 ? Exit.DONE : Exit.HUMANS;
        };
    }
}
