package dev.holdpoint.core.plan;

/**
 * A program that the plan's configuration would run on the machine of the run.
 *
 * @param address of the resource, data source or action, without instance keys
 * @param kind what runs it
 * @param name of the provisioner or action type, as in {@code local-exec}
 */
public record Program(String address, Kind kind, String name) {
    /** What runs it. */
    public enum Kind {
        PROVISIONER,
        EXTERNAL,
        ACTION
    }
}
