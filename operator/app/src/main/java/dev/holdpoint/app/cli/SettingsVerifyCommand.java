package dev.holdpoint.app.cli;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SettingsLaw;
import dev.holdpoint.core.approval.Standing;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code settings verify}: whether each document has the signatures that it needs, and whose are missing. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Says of every document in the file whether it has the signatures that it needs, and whose are missing.",
            "Exit 0 when all have, 4 when not, 2 for bad input."
        })
public final class SettingsVerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "-f", required = true, paramLabel = "FILE", description = "YAML, one or more documents")
    private Path file;

    @Option(
            names = "--roster",
            paramLabel = "FILE",
            description = "the roster in force; without it a roster in the file is judged as the first one")
    private Path rosterFile;

    @Option(names = "--root", paramLabel = "FINGERPRINT", description = "what was pinned for the first roster")
    private String root;

    private final CanonicalSettings texts = new CanonicalSettings();

    @Override
    public Integer call() {
        SettingsInput input = new SettingsInput(spec);
        Optional<Sha256> pinned = input.digest("--root", root);
        List<HasMetadata> objects = input.objects(file);
        Optional<ApproverRoster> inForce = Optional.ofNullable(rosterFile).map(input::roster);
        Optional<ApproverRoster> inFile = input.roster(file, objects);
        if (inForce.isEmpty() && inFile.isEmpty()) {
            throw input.wrong("whose signatures count, a roster says: give the one in force with --roster");
        }
        boolean all = true;
        Optional<Roster> roster = inForce.map(object -> input.read(rosterFile, object));
        if (inFile.isPresent()) {
            Roster next = input.read(file, inFile.get());
            Standing standing = inForce.isPresent()
                    ? SettingsLaw.nextRoster(
                            texts.document(inFile.get()), next, texts.document(inForce.get()), roster.orElseThrow())
                    : SettingsLaw.firstRoster(
                            texts.document(inFile.get()),
                            next,
                            pinned.orElse(texts.document(inFile.get()).fingerprint()));
            all = say(texts.document(inFile.get()), standing, inForce.isEmpty() && pinned.isEmpty());
            // What follows a roster that is not in force is judged under the one that is.
            roster = all || roster.isEmpty() ? Optional.of(next) : roster;
        }
        for (HasMetadata object : objects) {
            if (!(object instanceof ApproverRoster)) {
                SettingsDocument document = texts.document(object);
                all &= say(document, SettingsLaw.settings(document, Optional.empty(), roster.orElseThrow()), false);
            }
        }
        spec.commandLine().getOut().flush();
        return all ? Exit.DONE : Exit.REFUSED;
    }

    private boolean say(SettingsDocument document, Standing standing, boolean unpinned) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(document.id());
        out.println("  fingerprint " + document.fingerprint());
        return switch (standing) {
            case Standing.InForce(var signers) -> {
                String signed =
                        signers.isEmpty() ? "it was in force already" : "signed by " + String.join(", ", signers);
                out.println("  "
                        + (unpinned
                                ? "signed by all its members; in force where this fingerprint is pinned" + " (--root)"
                                : "in force: " + signed));
                yield true;
            }
            case Standing.NotInForce(var reasons) -> {
                reasons.forEach(reason -> out.println("  not in force: " + reason));
                yield false;
            }
        };
    }
}
