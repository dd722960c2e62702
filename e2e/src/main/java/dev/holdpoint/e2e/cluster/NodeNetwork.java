package dev.holdpoint.e2e.cluster;

import java.nio.file.Path;

/**
 * The node's address on the loopback device and the pods' bridge. No masquerading: pods reach this machine and
 * nothing beyond, an egress fence by itself.
 */
final class NodeNetwork {
    private final Path state;
    private final Site site;

    NodeNetwork(Path state, Site site) {
        this.state = state;
        this.site = site;
    }

    String name() {
        return "holdpoint-" + site.number();
    }

    Path configurationFolder() {
        return state.resolve("cni");
    }

    void addAddress() {
        if (!hasAddress()) {
            Command.of("ip", "addr", "add", site.nodeAddress() + "/32", "dev", "lo")
                    .run();
        }
    }

    boolean hasAddress() {
        return Command.of("ip", "-o", "addr", "show", "dev", "lo").run().contains(" " + site.nodeAddress() + "/");
    }

    void configurePods() {
        TextFile.write(configurationFolder().resolve("10-holdpoint.conflist"), """
                {"cniVersion": "0.4.0", "name": "%s", "plugins": [
                  {"type": "bridge", "bridge": "%s", "isGateway": true, "isDefaultGateway": true, "ipMasq": false,
                   "hairpinMode": true,
                   "ipam": {"type": "host-local", "dataDir": "%s", "ranges": [[{"subnet": "%s"}]]}}]}
                """.formatted(
                        name(), site.bridge(), state.resolve("cni-addresses"), site.podRange()));
    }

    void remove() {
        Command.of("ip", "link", "del", site.bridge()).attempt();
        if (hasAddress()) {
            Command.of("ip", "addr", "del", site.nodeAddress() + "/32", "dev", "lo")
                    .run();
        }
        FileTree.delete(state.resolve("cni-addresses"));
        // libcni keeps one file per attachment, named by network, container and interface.
        FileTree.deleteMatching(Path.of("/var/lib/cni/results"), name() + "-*");
    }
}
