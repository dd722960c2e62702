package dev.holdpoint.app.review;

import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.plan.Counts;
import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.verdict.Finding;
import dev.holdpoint.core.verdict.Severity;
import dev.holdpoint.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sentences that the page and the terminal share. */
public final class Sentences {
    private Sentences() {}

    /** The verdict in one line. */
    public static String verdict(Verdict verdict, Quorum quorum) {
        return switch (verdict) {
            case Verdict.Refused(var tier, var findings) -> {
                long n = findings.stream()
                        .filter(finding -> finding.severity() == Severity.REFUSE)
                        .count();
                yield "Refused: " + (n == 1 ? "one finding stands" : n + " findings stand")
                        + " against this plan. Nobody can approve it as it is.";
            }
            case Verdict.Humans(var tier, var findings) ->
                quorum.required() == 0
                        ? "Nobody needs to be asked (tier " + word(tier.name()) + ")."
                        : people(quorum) + " must approve this plan (tier " + word(tier.name()) + ")" + how(quorum)
                                + ".";
        };
    }

    private static String people(Quorum quorum) {
        return quorum.required() == 1 ? "One person" : quorum.required() + " people";
    }

    private static String how(Quorum quorum) {
        List<String> parts = new ArrayList<>();
        if (quorum.signedTags() > 0) {
            parts.add("at least " + quorum.signedTags() + " by signed tag");
        }
        if (quorum.hardwareTouch()) {
            parts.add("one with a security key's touch and PIN");
        }
        return parts.isEmpty() ? "" : ", " + String.join(", ", parts);
    }

    /** What the plan does, by counts; effects that do not occur are left out. */
    public static String counts(Plan plan) {
        Counts counts = Counts.of(plan);
        List<String> parts = new ArrayList<>();
        part(parts, counts.delete(), "delete");
        part(parts, counts.replace(), "replace");
        part(parts, counts.forget(), "forget");
        part(parts, counts.update(), "update");
        part(parts, counts.create(), "create");
        part(parts, counts.imported(), "import");
        part(parts, counts.moved(), "move");
        part(parts, plan.outputs().size(), plan.outputs().size() == 1 ? "output changes" : "outputs change");
        String unchanged = counts.noop() > 0 ? " (" + counts.noop() + " unchanged)" : "";
        return (parts.isEmpty() ? "nothing changes" : String.join(", ", parts)) + unchanged;
    }

    private static void part(List<String> parts, int n, String what) {
        if (n > 0) {
            parts.add(n + " " + what);
        }
    }

    /** Where a finding points: address, effect and type; empty when the plan as a whole is meant. */
    public static String where(Finding finding) {
        if (finding.address().isEmpty()) {
            return "";
        }
        return finding.address() + (finding.effect().isEmpty() ? "" : " (" + finding.effect() + ")");
    }

    /** One line of text of others; what cannot be seen is written out. */
    public static String visible(String text) {
        return SafeText.line(text);
    }

    /** An enum's name as a word. */
    public static String word(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
