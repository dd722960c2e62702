package dev.holdpoint.e2e.path;

import dev.holdpoint.app.cli.VerifyCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** The ledger as an auditor with a clone verifies it: no cluster, no network. */
final class Ledgers {
    private Ledgers() {}

    /** What the command ended with and said. */
    record Said(int exit, String output) {}

    static Said verify(Voter auditor, String... anchors) {
        auditor.fetch();
        List<String> words = new ArrayList<>(List.of("--repo", auditor.folder().toString()));
        words.addAll(List.of(anchors));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int exit = new CommandLine(new VerifyCommand())
                .setOut(writer)
                .setErr(writer)
                .execute(words.toArray(String[]::new));
        return new Said(exit, said.toString());
    }

    /** With the pinned roster and the head that the stack remembers. */
    static Said anchored(Place place) {
        return verify(place.voter("ada"), "--root", place.rosterPin(), "--head", place.state().ledger.head);
    }
}
