package dev.holdpoint.e2e.demo;

import java.io.PrintStream;
import java.util.List;

/** Prints the demo for a person, and keeps what it printed as a transcript in Markdown. */
final class Show {
    private static final int SHOWN_LINES = 40;

    private final PrintStream out;
    private final StringBuilder transcript = new StringBuilder();
    private int failures;

    Show(PrintStream out) {
        this.out = out;
    }

    /** A new act. */
    void act(String title) {
        out.println();
        out.println("── " + title + " " + "─".repeat(Math.max(2, 100 - title.length())));
        transcript.append("\n## ").append(title).append("\n\n");
    }

    /** One sentence of the narrator. */
    void say(String text) {
        out.println();
        out.println(text);
        transcript.append('\n').append(text).append('\n');
    }

    /** What somebody typed and what they saw. */
    void typed(String who, String command, String output) {
        List<String> lines = output.stripTrailing().lines().toList();
        out.println();
        out.println("  " + who + "$ " + command);
        transcript.append("\n```\n").append(who).append("$ ").append(command).append('\n');
        for (String line : lines.subList(0, Math.min(lines.size(), SHOWN_LINES))) {
            out.println("  " + line);
            transcript.append(line).append('\n');
        }
        if (lines.size() > SHOWN_LINES) {
            String rest = "(" + SHOWN_LINES + " of " + lines.size() + " lines shown)";
            out.println("  " + rest);
            transcript.append(rest).append('\n');
        }
        transcript.append("```\n");
    }

    /** A text that a person reads, as it is. */
    void page(String title, String text) {
        out.println();
        out.println("  " + title);
        transcript.append("\n**").append(title).append("**\n\n");
        text.lines().forEach(line -> {
            out.println("  │ " + line);
            transcript.append("> ").append(line).append('\n');
        });
    }

    /** What was to be seen; the demo ends with 0 only when every one of these held. */
    void check(String what, boolean held) {
        failures += held ? 0 : 1;
        out.println("  " + (held ? "✓ " : "✗ ") + what);
        transcript.append("\n- ").append(held ? "✓ " : "✗ ").append(what).append('\n');
        out.flush();
    }

    int failures() {
        return failures;
    }

    String transcript() {
        return transcript.toString();
    }
}
