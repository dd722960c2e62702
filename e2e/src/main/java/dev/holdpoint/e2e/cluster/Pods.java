package dev.holdpoint.e2e.cluster;

/** Whether a cluster can run pods. A test that needs them is skipped by name, with the reason, where they do not run. */
public sealed interface Pods {
    /** There is a node; Jobs run. */
    record Run() implements Pods {}

    /** There is an API server only. {@code reason} names the condition that failed. */
    record DoNotRun(String reason) implements Pods {}
}
