package dev.holdpoint.core.record;

import dev.holdpoint.core.approval.Recorded;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.digest.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * A proven chain and what it answers. Whoever holds one has verified links, numbers, signatures and attachments; the
 * answers are plain functions of the entries.
 */
public interface History {
    /** All entries with what they say, oldest first. */
    List<Proven> proven();

    /** All entries, oldest first. */
    List<Entry> entries();

    /** Number of the newest entry; 0 when there is none. */
    long number();

    /** Digest of the newest entry; {@link Entry#ROOT} when there is none. */
    Sha256 head();

    /** What is recorded about the votes of one round. */
    Recorded recorded(String changeUid, int round);

    /** The order number that this approval got: this change, round and plan. */
    Optional<Long> order(String changeUid, int round, Sha256 plan);

    /** The highest order number that was ever given for this stack; 0 when none. */
    long lastOrder(String stack);

    /** The plan that this order of this stack was given to. */
    Optional<PlanApproved> approval(PlanApproved.Place place);

    /** The newest state of this stack that any end of a change shows; empty when none does. */
    Optional<ChangeEnded.StateMove> lastState(String stack);

    /** The pod that may claim this order of this stack. */
    Optional<String> intent(String stack, long order);

    /** Whether it is recorded that this round was refused. */
    boolean refused(String changeUid, int round);

    /** Whether the end of this change is recorded. */
    boolean ended(String changeUid);

    /** The settings of this kind and name that came into force last. */
    Optional<SettingsDocument> settings(String kind, String name);

    /** Bytes attached to an entry, by file name; proven by the entry. */
    Optional<byte[]> attachment(Entry entry, String file);
}
