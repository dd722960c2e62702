package dev.holdpoint.app.port;

import dev.holdpoint.core.approval.SettingsDocument;
import java.util.Optional;

/** What the ledger knows of settings that came into force. */
public interface SettingsHistory {
    /** The last version of this kind and name that came into force; empty when none ever did. */
    Optional<SettingsDocument> last(String kind, String name);
}
