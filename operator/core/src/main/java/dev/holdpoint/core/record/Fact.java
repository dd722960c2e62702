package dev.holdpoint.core.record;

import dev.holdpoint.core.approval.Parsed;
import java.time.DateTimeException;
import java.util.Map;

/**
 * What one entry says, as a value: the vocabulary of the ledger, written and read in this one place. Whoever appends
 * makes a fact; whoever reads an entry gets the same fact back, or the reason why the entry says nothing.
 */
public sealed interface Fact
        permits SettingsRecorded, VoteRecorded, ChangeRefused, PlanApproved, PodIntended, ChangeEnded {

    /** Which kind of entry holds it. */
    EntryKind kind();

    /** One line each. */
    Map<String, String> fields();

    /** What lies beside the entry, by file name. */
    Map<String, byte[]> attachments();

    /**
     * Reads a fact back.
     *
     * @param attachments the bytes, already compared with the digests that the entry names
     * @return the fact; or why this is none: a field is missing, superfluous or out of its limits
     */
    static Parsed<Fact> of(Entry entry, Map<String, byte[]> attachments) {
        try {
            FactReader in = new FactReader(entry, attachments);
            Fact fact = switch (entry.kind()) {
                case SETTINGS -> SettingsRecorded.read(in);
                case VOTE -> VoteRecorded.read(in);
                case REFUSED -> ChangeRefused.read(in);
                case APPROVED -> PlanApproved.read(in);
                case INTENT -> PodIntended.read(in);
                case APPLIED, FAILED, ENDED -> ChangeEnded.read(in);
            };
            // One spelling: what would be written differently, or says more, is not what we wrote.
            if (!fact.fields().equals(entry.fields())
                    || !fact.attachments().keySet().equals(attachments.keySet())
                    || fact.kind() != entry.kind()) {
                return new Parsed.Bad<>("its fields or attachments are not those of a "
                        + entry.kind().word());
            }
            return new Parsed.Ok<>(fact);
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Parsed.Bad<>(e.getMessage());
        }
    }
}
