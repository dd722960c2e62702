package dev.holdpoint.core.verdict;

import java.util.List;

/**
 * What the requester declared beforehand.
 *
 * @param decommission the end of a stack was declared
 * @param allowances kinds and counts; empty: everything but delete, replace and forget
 */
public record Intent(boolean decommission, List<Allowance> allowances) {
    public Intent {
        allowances = List.copyOf(allowances);
    }

    /** Nothing was declared. */
    public static Intent nothing() {
        return new Intent(false, List.of());
    }

    /** What can be declared. */
    public enum Kind {
        CREATE,
        UPDATE,
        REPLACE,
        DELETE,
        FORGET,
        IMPORT,
        MOVE
    }

    /**
     * The most of one kind.
     *
     * @param type resource type; empty for any
     */
    public record Allowance(Kind kind, String type, int atMost) {}
}
