package dev.holdpoint.e2e.cluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Chooses who provides the cluster: who provides it already, else whom the person named, else k3s where privileged
 * containers run, else the native one.
 */
public final class Providers {
    private final Path projectRoot;
    private final Cache cache;
    private final Progress progress;

    public Providers(Path projectRoot, Cache cache, Progress progress) {
        this.projectRoot = projectRoot.toAbsolutePath().normalize();
        this.cache = cache;
        this.progress = progress;
    }

    /** What a person may ask for; the words are those of the command line. */
    public enum Choice {
        K3S("k3s"),
        NATIVE("native");

        private final String word;

        Choice(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /**
     * The cluster of this name.
     *
     * @param wanted null when the person named none
     * @throws ClusterTrouble when the wanted provider cannot run here, with the condition that failed, or when another
     *     one provides the cluster already
     */
    public LocalCluster cluster(String name, Choice wanted) {
        Optional<Choice> now = recorded(name);
        if (now.isPresent() && wanted != null && wanted != now.get()) {
            throw new ClusterTrouble(
                    "the cluster " + name + " is provided by " + now.get() + ", not by " + wanted,
                    "Stop it first: ./holdpoint dev down.");
        }
        Choice choice = now.orElseGet(() -> choose(wanted));
        TextFile.write(record(name), choice.toString());
        return made(name, choice);
    }

    /** The cluster of this name as it was started; the native one when it never was. */
    public LocalCluster running(String name) {
        return made(name, recorded(name).orElse(Choice.NATIVE));
    }

    /** After {@code dev down}: the next start chooses anew. */
    public void forget(String name) {
        FileTree.delete(record(name));
    }

    private Choice choose(Choice wanted) {
        if (wanted == Choice.NATIVE) {
            return Choice.NATIVE;
        }
        Optional<String> trouble = ContainerEngine.trouble(K3sCluster.IMAGE);
        if (trouble.isEmpty()) {
            return Choice.K3S;
        }
        if (wanted == Choice.K3S) {
            throw new ClusterTrouble(
                    "k3s cannot run here: " + trouble.get(), "Start a container engine, or take --cluster=native.");
        }
        progress.say("the native cluster is taken: k3s cannot run here, " + trouble.get());
        return Choice.NATIVE;
    }

    private LocalCluster made(String name, Choice choice) {
        return switch (choice) {
            case K3S -> new K3sCluster(cache, name, progress);
            case NATIVE -> new NativeCluster(NativeCluster.Options.of(projectRoot, cache, name, progress));
        };
    }

    /** Clusters that were started before this was recorded are native. */
    private Optional<Choice> recorded(String name) {
        Path pids = cache.folder("clusters", name).resolve("pids");
        return TextFile.readIfThere(record(name))
                .map(word -> word.equals(Choice.K3S.toString()) ? Choice.K3S : Choice.NATIVE)
                .or(() -> pids.toFile().isDirectory() && pids.toFile().list().length > 0
                        ? Optional.of(Choice.NATIVE)
                        : Optional.empty());
    }

    private Path record(String name) {
        return cache.folder("clusters", name).resolve("provider");
    }
}
