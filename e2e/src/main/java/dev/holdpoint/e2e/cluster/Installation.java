package dev.holdpoint.e2e.cluster;

/** What {@code dev up} puts on a running cluster. Safe to repeat: a second {@code dev up} installs again. */
public interface Installation {
    /** What needs no node, only an API server that answers: done beside the node's start, before {@link #install}. */
    void prepare(LocalCluster cluster);

    /** The rest, which runs as pods. */
    void install(LocalCluster cluster);
}
