package dev.holdpoint.app.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs as Kubernetes Jobs. Read uncached. */
public interface Runs {
    /**
     * Starts a run. Its name is the digest of kind, asker, change UID, round and attempt, so starting it twice is
     * harmless.
     */
    void start(RunOrder order);

    /** The newest attempt of a run; empty when no Job of it exists. */
    Optional<Sight> find(RunKind kind, String asker, String changeUid, int round);

    /** The runs of this kind and asker, of all changes, that have not ended; whoever started them. */
    List<UnderWay> underWay(RunKind kind, String asker);

    /** The runs that this role may remove, of all changes, ended or not: for the operator apply runs too. */
    List<Left> left();

    /** Ends and removes all plan and render runs of a change; apply runs are never touched. */
    void discard(String changeUid);

    /** Removes the apply runs of a change that has ended, but for one whose pod still works. */
    void discardEndedApply(String changeUid);

    /** Removes a finished apply run's pod so that its token dies; returns true when the pod object is gone. */
    boolean removeFinishedPod(String changeUid, int round);

    /** Removes an apply run's pod of which nothing has run that could ask for the lock, however long it was given. */
    void removeUnstartedPod(String changeUid, int round);

    /** Whether a pod of this UID exists in the namespace of apply runs, by an uncached read. */
    boolean podExists(String podUid);

    /**
     * A Job as it is now.
     *
     * @param job its name
     * @param attempt which attempt
     * @param podUid UID of its pod; empty while there is none
     * @param ended why it will deliver nothing more (finished, failed, evicted, over its time); empty while it works
     * @param made when its Job was made
     * @param settings digest of the settings that it was made from, as its Job says; empty when it does not
     * @param uncopied how the container that brings the engine failed; empty when it did not, or not yet
     * @param unstarted present while nothing of it has run that could ask for the lock; for apply runs
     * @param ours names of all attempts of this run that this process started; what an earlier one started is lost with
     *     it, by no fault of the run
     */
    record Sight(
            String job,
            int attempt,
            Optional<String> podUid,
            Optional<String> ended,
            Instant made,
            Optional<String> settings,
            Optional<String> uncopied,
            Optional<Unstarted> unstarted,
            List<String> ours) {
        public Sight {
            ours = List.copyOf(ours);
        }

        /** The same, with the attempts of this process. */
        public Sight startedHere(List<String> attempts) {
            return new Sight(job, attempt, podUid, ended, made, settings, uncopied, unstarted, attempts);
        }
    }

    /**
     * A run of any change that has not ended.
     *
     * @param changeUid whose
     * @param made when its Job was made, to the second
     */
    record UnderWay(String changeUid, Instant made) {}

    /**
     * A run that is there.
     *
     * @param changeUid whose it is
     * @param change namespace/name of that change, as its Job says
     */
    record Left(RunKind kind, String changeUid, String change, String stack) {}

    /**
     * A run of which nothing has run yet that could do anything outside.
     *
     * @param why what it waits for, in the cluster's words; empty when nobody said
     */
    record Unstarted(String why) {}
}
