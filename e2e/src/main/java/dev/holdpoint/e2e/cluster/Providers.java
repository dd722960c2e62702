package dev.holdpoint.e2e.cluster;

import java.nio.file.Path;
import java.util.Optional;

/** Chooses who provides the cluster. */
public final class Providers {
    private final Path projectRoot;
    private final Cache cache;
    private final Progress progress;

    public Providers(Path projectRoot, Cache cache, Progress progress) {
        this.projectRoot = projectRoot.toAbsolutePath().normalize();
        this.cache = cache;
        this.progress = progress;
    }

    /** What a person may ask for. */
    public enum Choice {
        k3s,
        native_
    }

    public LocalCluster cluster(String name, Choice choice) {
        return new NativeCluster(new NativeCluster.Options(projectRoot, cache, name, progress, Optional.empty()));
    }

    public LocalCluster running(String name) {
        return cluster(name, null);
    }
}
