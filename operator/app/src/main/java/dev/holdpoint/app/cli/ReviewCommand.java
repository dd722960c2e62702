package dev.holdpoint.app.cli;

import dev.holdpoint.app.review.Dossier;
import dev.holdpoint.app.review.Review;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code review PLAN.json}: the Markdown that a reviewer would get in the pull request. */
@Command(
        mixinStandardHelpOptions = true,
        description = "Prints the review of a plan as Markdown. Exit codes as of check.")
public final class ReviewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanCase input;

    @Override
    public Integer call() {
        Dossier dossier;
        try {
            dossier = input.judge();
        } catch (PlanCase.BadInput e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Exit.BAD_INPUT;
        }
        spec.commandLine().getOut().print(Review.of(dossier));
        spec.commandLine().getOut().flush();
        return CheckCommand.exit(dossier);
    }
}
