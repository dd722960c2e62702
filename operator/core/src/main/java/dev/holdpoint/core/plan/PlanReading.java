package dev.holdpoint.core.plan;

/** What became of reading a plan. */
public sealed interface PlanReading {
    /** It could be read. */
    record Sound(Plan plan) implements PlanReading {}

    /**
     * It could not.
     *
     * @param place where, as line, column and path of fields
     * @param reason why, without any value of the plan
     */
    record Unreadable(String place, String reason) implements PlanReading {}
}
