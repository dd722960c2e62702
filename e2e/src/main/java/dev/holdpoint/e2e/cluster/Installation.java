package dev.holdpoint.e2e.cluster;

/** What {@code dev up} puts on a running cluster. Safe to repeat: a second {@code dev up} installs again. */
@FunctionalInterface
public interface Installation {
    void install(LocalCluster cluster);
}
