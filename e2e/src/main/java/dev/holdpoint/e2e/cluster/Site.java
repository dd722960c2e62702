package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where on this machine one cluster lives: addresses, ports and names, all from one small number, so that clusters of
 * different state folders do not meet. Number 0 is the usual one: node and API at 10.96.0.1.
 *
 * @param number 0 to 15
 * @param onOwnAddress true with root, when the node's address can be put on the loopback device
 */
record Site(int number, boolean onOwnAddress) {
    private static final int SITES = 16;

    /** The recorded site of this state folder, or the first that is free; it is recorded then. */
    static Site of(Path state, boolean onOwnAddress) {
        Path file = state.resolve("site");
        try {
            if (Files.exists(file)) {
                return new Site(Integer.parseInt(Files.readString(file).strip()), onOwnAddress);
            }
            Site free = IntStream.range(0, SITES)
                    .mapToObj(number -> new Site(number, onOwnAddress))
                    .filter(Site::isFree)
                    .findFirst()
                    .orElseThrow(() -> new ClusterTrouble(
                            "all " + SITES + " places for a cluster on this machine are taken",
                            "Stop clusters that you don't need: `./holdpoint dev down`, with their HOLDPOINT_CACHE."));
            Files.writeString(file, Integer.toString(free.number()));
            return free;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record the cluster's place in " + file, e);
        }
    }

    /** Whether any cluster of this machine has its run folder, whichever cache it belongs to. */
    static boolean anyRuns() {
        return IntStream.range(0, SITES)
                .mapToObj(number -> new Site(number, true).runFolder())
                .anyMatch(Files::exists);
    }

    private boolean isFree() {
        boolean addressFree = !onOwnAddress
                || Command.of("ip", "-o", "addr", "show", "dev", "lo")
                        .attempt()
                        .output()
                        .lines()
                        .noneMatch(line -> line.contains(" " + nodeAddress() + "/"));
        return addressFree
                && !Files.exists(runFolder())
                && loopbackPorts().stream().allMatch(Site::canListen);
    }

    private List<Integer> loopbackPorts() {
        return onOwnAddress ? List.of(etcdPort(), etcdPeerPort()) : List.of(etcdPort(), etcdPeerPort(), apiPort());
    }

    private static boolean canListen(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Node address and API service address in one; no kube-proxy is needed. */
    String nodeAddress() {
        return onOwnAddress ? "10.96." + number + ".1" : "127.0.0.1";
    }

    /** First address of the service range: always in the API server's certificate. */
    String serviceAddress() {
        return "10.96." + number + ".1";
    }

    String serviceRange() {
        return "10.96." + number + ".0/24";
    }

    String podRange() {
        return "10.244." + number + ".0/24";
    }

    String podGateway() {
        return "10.244." + number + ".1";
    }

    int apiPort() {
        return onOwnAddress ? 443 : 6443 + number;
    }

    URI api() {
        return URI.create("https://" + nodeAddress() + (apiPort() == 443 ? "" : ":" + apiPort()));
    }

    int etcdPort() {
        return 23790 + 2 * number;
    }

    int etcdPeerPort() {
        return etcdPort() + 1;
    }

    String nodeName() {
        return "holdpoint-" + number;
    }

    String bridge() {
        return "holdpoint" + number;
    }

    String cgroup() {
        return "holdpoint-" + number;
    }

    /** Sockets; short, since a Unix socket's path has 107 bytes. */
    Path runFolder() {
        return Path.of("/run/holdpoint-" + number);
    }
}
