package dev.holdpoint.app.cli;

import dev.holdpoint.app.review.Dossier;
import dev.holdpoint.app.review.Sentences;
import dev.holdpoint.core.verdict.Finding;
import dev.holdpoint.core.verdict.Severity;
import dev.holdpoint.core.verdict.Verdict;

/** A verdict for a person at a terminal. */
final class VerdictText {
    private static final int WIDTH = 96;
    private static final int MOST = 60;

    private final boolean colour;

    VerdictText(boolean colour) {
        this.colour = colour;
    }

    String of(Dossier dossier) {
        StringBuilder out = new StringBuilder();
        String headline = Sentences.verdict(dossier.verdict(), dossier.quorum());
        out.append(paint(headline, headlineColour(dossier))).append('\n');
        out.append("The plan: ")
                .append(Sentences.counts(dossier.seen().plan()))
                .append(". ")
                .append(plain(dossier.place().strip()))
                .append('\n');
        dossier.verdict().findings().stream().limit(MOST).forEach(finding -> finding(finding, out));
        int all = dossier.verdict().findings().size();
        if (all > MOST) {
            out.append('\n').append(MOST).append(" of ").append(all).append(" findings shown; -o json has all.\n");
        }
        return out.toString();
    }

    private static int headlineColour(Dossier dossier) {
        return switch (dossier.verdict()) {
            case Verdict.Refused refused -> 31;
            case Verdict.Humans humans -> dossier.quorum().required() == 0 ? 32 : 33;
        };
    }

    private void finding(Finding finding, StringBuilder out) {
        int tone = switch (finding.severity()) {
            case REFUSE -> 31;
            case ASK -> 33;
            case NOTE -> 36;
        };
        String where = Sentences.where(finding);
        String tier = finding.severity() == Severity.NOTE
                ? ""
                : " [" + Sentences.word(finding.tier().name()) + "]";
        out.append('\n')
                .append(paint(finding.severity().word() + "  " + finding.rule(), tone))
                .append(tier)
                .append(where.isEmpty() ? "" : "  " + plain(where))
                .append('\n');
        wrap(plain(finding.saw()), "  ", "  ", out);
        wrap(finding.why(), "  ", "  ", out);
        int n = 1;
        for (String step : finding.remedy()) {
            wrap(plain(step), "  " + n++ + ". ", "     ", out);
        }
        out.append("  next: ").append(finding.nextActor()).append('\n');
    }

    private static void wrap(String text, String first, String rest, StringBuilder out) {
        StringBuilder line = new StringBuilder(first);
        for (String word : text.split(" ")) {
            if (line.length() + word.length() > WIDTH && !line.toString().isBlank()) {
                out.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(rest);
            }
            line.append(word).append(' ');
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    /** Hostile text cannot move the cursor. */
    private static String plain(String text) {
        return Sentences.visible(text);
    }

    private String paint(String text, int tone) {
        return colour ? "\u001b[1;" + tone + "m" + text + "\u001b[0m" : text;
    }
}
