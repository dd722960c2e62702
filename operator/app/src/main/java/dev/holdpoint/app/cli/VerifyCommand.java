package dev.holdpoint.app.cli;

import dev.holdpoint.app.audit.DecisionAudit;
import dev.holdpoint.app.audit.LedgerProof;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.LedgerFolder;
import dev.holdpoint.core.record.Proven;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verify}: the ledger and every decision in it, offline, from a clone. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Verifies the ledger in a clone and every decision in it, without a cluster: links, signatures, settings,",
            "votes, quorums. Exit 0 when all holds, 4 when something does not, 6 when nothing anchors it."
        })
public final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--repo", paramLabel = "DIR", description = "a clone (default: this folder)")
    private Path folder = Path.of(".");

    @Option(names = "--remote", description = "whose branch to look at (default: ${DEFAULT-VALUE})")
    private String remote = "origin";

    @Option(
            names = "--root",
            paramLabel = "FINGERPRINT",
            description = "of the first roster, as it was pinned at installation")
    private String root;

    @Option(names = "--head", paramLabel = "DIGEST", description = "an entry that the ledger must contain")
    private String head;

    @Override
    public Integer call() {
        SettingsInput input = new SettingsInput(spec);
        Optional<Sha256> pinned = input.digest("--root", root);
        Optional<Sha256> noted = input.digest("--head", head);
        Clone clone = new Clone(folder);
        String commit = clone.ledger(remote)
                .orElseThrow(() -> input.wrong("there is no branch holdpoint-ledger in " + folder
                        + "; fetch it: git fetch " + remote + " holdpoint-ledger"));
        try {
            return switch (LedgerFolder.read(clone.files(commit))) {
                case LedgerFolder.Reading.Broken(var file, var why) -> broken(file, why);
                case LedgerFolder.Reading.Entries(var entries) ->
                    switch (new LedgerProof(pinned).prove(entries, noted)) {
                        case LedgerProof.Result.Broken(var file, var why) -> broken(file, why);
                        case LedgerProof.Result.Sound sound -> sound(sound, pinned, noted);
                    };
            };
        } catch (Clone.Odd e) {
            return broken(e.file(), e.getMessage());
        }
    }

    private int broken(String file, String why) {
        out().println("BROKEN at " + file + ": " + why);
        out().flush();
        return Exit.REFUSED;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private int sound(LedgerProof.Result.Sound sound, Optional<Sha256> pinned, Optional<Sha256> noted) {
        List<DecisionAudit.Objection> objections = DecisionAudit.of(sound.history(), sound.settings());
        for (Proven proven : sound.history().proven()) {
            out().println(LedgerTable.row(proven));
            objections.stream()
                    .filter(objection -> objection.entry() == proven.entry().number())
                    .forEach(objection -> out().println("       DOES NOT HOLD: " + objection.why()));
        }
        String what =
                sound.history().number() + " entries, head " + sound.history().head();
        if (!objections.isEmpty()) {
            DecisionAudit.Objection first = objections.getFirst();
            return broken("entry " + first.entry(), first.why());
        }
        if (pinned.isEmpty() && noted.isEmpty()) {
            out().println("UNANCHORED: every link and decision in " + what
                    + " holds, but nothing from outside says that" + " this is the ledger: give --root and --head");
            out().flush();
            return Exit.STALLED;
        }
        out().println("SOUND: " + what);
        if (noted.isEmpty()) {
            out().println(
                            "  anchored at its root only: that later entries were cut off would be seen with --head alone");
        }
        if (pinned.isEmpty()) {
            out().println("  anchored at the head only: who made the first roster is not compared; give --root");
        }
        out().flush();
        return Exit.DONE;
    }
}
