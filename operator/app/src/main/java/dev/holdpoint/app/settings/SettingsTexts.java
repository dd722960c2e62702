package dev.holdpoint.app.settings;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.SettingsDocument;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Turns objects of the API into the documents that people sign, and back. */
public interface SettingsTexts {
    /** The document of an object: canonical text and the signatures that travel inside it. */
    SettingsDocument document(HasMetadata object);

    /** What a roster object says. */
    Parsed<Roster> roster(ApproverRoster object);

    /** What a roster said that the ledger has kept as a document. */
    Parsed<Roster> roster(SettingsDocument document);
}
