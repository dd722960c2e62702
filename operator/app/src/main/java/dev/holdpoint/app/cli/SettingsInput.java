package dev.holdpoint.app.cli;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.app.settings.SettingsFile;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What people give commands about settings; whatever is wrong with it is bad input, with file and field. */
final class SettingsInput {
    private static final int MAX_BYTES = 4 << 20;

    private final CommandSpec spec;
    private final CanonicalSettings texts = new CanonicalSettings();

    SettingsInput(CommandSpec spec) {
        this.spec = spec;
    }

    byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw wrong(file + " has more than " + MAX_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw wrong("cannot read " + file + ": " + e.getMessage());
        }
    }

    List<HasMetadata> objects(Path file) {
        try {
            List<HasMetadata> objects =
                    SettingsFile.read(file.toString(), new String(bytes(file), StandardCharsets.UTF_8));
            if (objects.isEmpty()) {
                throw wrong(file + " has no document in it");
            }
            return objects;
        } catch (SettingsFile.Unreadable e) {
            throw wrong(e.getMessage());
        }
    }

    /** The one roster among these, if any. */
    Optional<ApproverRoster> roster(Path file, List<HasMetadata> objects) {
        List<ApproverRoster> rosters = objects.stream()
                .filter(ApproverRoster.class::isInstance)
                .map(ApproverRoster.class::cast)
                .toList();
        if (rosters.size() > 1) {
            throw wrong(file + " has " + rosters.size() + " rosters; an installation has one");
        }
        return rosters.stream().findFirst();
    }

    /** A file with exactly one roster. */
    ApproverRoster roster(Path file) {
        return roster(file, objects(file)).orElseThrow(() -> wrong(file + " has no ApproverRoster in it"));
    }

    Roster read(Path file, ApproverRoster object) {
        return switch (texts.roster(object)) {
            case Parsed.Ok<Roster>(var roster) -> roster;
            case Parsed.Bad<Roster>(var reason) -> throw wrong(file + " has no valid roster: " + reason);
        };
    }

    /** A SHA-256 from the command line, with or without what people write before it; empty when none was given. */
    Optional<Sha256> digest(String option, String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Sha256.tryParse(text.strip())
                .orElseThrow(() -> wrong(option + " is 64 lower-case hexadecimal digits")));
    }

    CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }
}
