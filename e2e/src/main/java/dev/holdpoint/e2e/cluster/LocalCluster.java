package dev.holdpoint.e2e.cluster;

import java.net.URI;
import java.nio.file.Path;

/**
 * One real Kubernetes on this machine. Two providers: {@link NativeCluster} and {@link K3sCluster}.
 *
 * <p>All calls block until done and throw {@link ClusterTrouble} with a remedy when they cannot be. Not safe for
 * use by two threads at once, but for what {@link #up} says; two processes on one state folder exclude each other by a file lock in {@link #up} and
 * {@link #down}.
 */
public interface LocalCluster {
    /** {@code native} or {@code k3s}. */
    String provider();

    /**
     * Starts what does not run yet and returns when a pod could be created; starts nothing on a running cluster.
     *
     * @param served done once the API server answers and images can be imported, beside the start of the node; done on a
     *     running cluster as well
     */
    void up(Runnable served);

    /** The same with nothing done beside it. */
    default void up() {
        up(() -> {});
    }

    /** Stops all that was started and removes its mounts, interfaces and addresses; on a stopped cluster a no-op. */
    void down();

    ClusterStatus status();

    /** Whether Jobs run as real pods here, and if not, why. Known before {@link #up}. */
    Pods pods();

    /** Credentials of {@code system:masters}: for the tests' own looking around, never for a role of Holdpoint. */
    Path adminKubeconfig();

    /** Credentials by client certificate with this name and these groups. Valid for a day, made anew when spent. */
    Path kubeconfig(ClientIdentity who);

    /** The API server as pods reach it: an address in its certificate, by IP, since there is no cluster DNS. */
    URI apiServerForPods();

    /** The address of this machine at which pods reach a server that the tests run here. */
    String nodeAddress();

    /** Signs clients of this cluster, and servers beside it such as Git, whose clients trust its certificate. */
    Authority authority();

    /**
     * Makes an image known to the node.
     *
     * @param tar image as {@code docker save} or Jib writes it
     * @param name repository without tag, such as {@code localhost/holdpoint}
     * @return {@code name@sha256:…}, to be run with {@code imagePullPolicy: Never}
     */
    String importImage(Path tar, String name);

    /**
     * Stops the API server hard (SIGKILL) and starts it again: watches break, requests fail for some seconds.
     *
     * @param whileAway done in between
     */
    void restartApiServer(Runnable whileAway);

    /** The same with nothing done while it is away. */
    default void restartApiServer() {
        restartApiServer(() -> {});
    }
}
