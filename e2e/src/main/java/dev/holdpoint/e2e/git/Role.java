package dev.holdpoint.e2e.git;

import java.util.Optional;

/** What a user of the Git server may push. Everybody with a password may read. */
public enum Role {
    /** Branches of changes, merges to the base branch, deleting the tags of ended changes. */
    OPERATOR,
    /** The ledger. */
    ATTESTOR,
    /** Votes, which are never moved or deleted, and ordinary branches. */
    PERSON,
    /** Branches under agents/. */
    AGENT,
    /** Nothing. */
    READER;

    private static final String CHANGES = "refs/heads/holdpoint";
    private static final String LEDGER = "refs/heads/holdpoint-ledger";
    private static final String AGENTS = "refs/heads/agents";
    private static final String VOTES = "refs/tags/holdpoint";

    boolean mayPush() {
        return this != READER;
    }

    /** Why this is not for this role; empty when it is. */
    Optional<String> objection(PushCommand command, String baseBranch) {
        boolean allowed = switch (this) {
            case OPERATOR ->
                command.isAtOrBelow(CHANGES)
                        || (command.ref().equals("refs/heads/" + baseBranch)
                                && !command.creates()
                                && !command.deletes())
                        || (command.isAtOrBelow(VOTES) && command.deletes());
            case ATTESTOR -> command.ref().equals(LEDGER) && !command.deletes();
            case PERSON -> isOrdinary(command) || (command.ref().startsWith(VOTES + "/") && command.creates());
            case AGENT -> command.ref().startsWith(AGENTS + "/");
            case READER -> false;
        };
        return allowed ? Optional.empty() : Optional.of("not allowed for the role " + name());
    }

    private static boolean isOrdinary(PushCommand command) {
        boolean branch = command.ref().startsWith("refs/heads/");
        boolean tag = command.ref().startsWith("refs/tags/");
        return (branch || tag)
                && !command.isAtOrBelow(CHANGES)
                && !command.isAtOrBelow(LEDGER)
                && !command.isAtOrBelow(AGENTS)
                && !command.isAtOrBelow(VOTES);
    }
}
