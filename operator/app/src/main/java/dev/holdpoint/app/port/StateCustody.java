package dev.holdpoint.app.port;

import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.core.digest.Sha256;
import java.util.List;
import java.util.Optional;

/**
 * Lock, fence and state versions of stacks. Every read is uncached; every write is one update of one StackState at the
 * version that was read, so whoever lost a race is told so.
 */
public interface StateCustody {
    /**
     * Most bytes of a state, as the engine writes it: what custody stores, what the endpoint of a run takes from its
     * engine, and what goes over the line to a run.
     */
    int MAX_STATE = 64 << 20;

    /** Most bytes of a candidate, compressed: 96 Secrets of 700 KiB, in which a state that compresses to nothing less fits. */
    int MAX_CANDIDATE = 96 * 700 * 1024;

    /** The object of a stack; empty when the stack was never set up. */
    Optional<StackState> find(String stack);

    /**
     * The bytes of a version, proven by its digest. Run accounts cannot: they can read no Secret.
     *
     * @throws Stalled if they are missing or are other ones
     */
    byte[] bytes(StateVersion version);

    /**
     * Takes the lock for one order: holder, fence + 1 and lastOrder in one write.
     *
     * @return the state object with the lock; empty when the order was claimed before or lies a million above the last one, the lock is held, an earlier
     *     order is unmerged, or another write came first
     */
    Optional<StackState> claim(StackState seen, Claim claim);

    /** Who claims what. */
    record Claim(String podUid, long order, String change) {}

    /**
     * Stores a new version under the lock and flips the pointer.
     *
     * @return empty when the lock is not held by this pod with this fence any more, or the serial does not rise or rises
     *     by more than a million
     */
    Optional<StackState> write(StackState seen, String podUid, NewState state);

    /** A state as the engine posted it; lineage and serial are read from its bytes by the caller. */
    record NewState(byte[] bytes, String lineage, long serial, boolean holdsManaged) {}

    /**
     * Keeps a state that the engine could not post, as a candidate that a person may restore. It becomes current by
     * nothing but a change of its own.
     *
     * @param gzip the state, compressed: it may be one that is larger than {@link #MAX_STATE}
     * @return names of what holds it
     */
    List<String> keepCandidate(String stack, byte[] gzip);

    /** Gives the lock back; {@code unmerged} when something was applied, so that the stack waits for the merge. */
    void release(StackState seen, String podUid, boolean unmerged);

    /** Attestor only: clears the holder of a run that is provably gone. Fence, order and state stay. */
    void free(StackState seen, String podUid);

    /** Attestor only: the merge of this order was seen. */
    void clearUnmerged(StackState seen, long order);

    /** Attestor only: notes the newest ledger head; it only rises. */
    void noteLedger(StackState seen, long number, Sha256 head);
}
