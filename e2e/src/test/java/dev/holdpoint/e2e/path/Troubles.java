package dev.holdpoint.e2e.path;

import dev.holdpoint.e2e.cluster.TextFile;
import java.nio.file.Path;

/** What happens to a platform: its Git server is away or says no, its nodes are full. */
final class Troubles {
    private Troubles() {}

    /** The Git server is killed, and started again afterwards. */
    static void withoutGit(Place place, Runnable whileAway) {
        place.installed().installed().withoutGit(place.cluster(), whileAway);
    }

    /** The Git server knows another password for this user, and the right one again afterwards. */
    static void withWrongPassword(Place place, String user, Runnable meanwhile) {
        Path settings = place.installed().installed().gitFolder().resolve("server.properties");
        String right = TextFile.readIfThere(settings).orElseThrow();
        TextFile.secret(
                settings,
                right.replaceAll("(?m)^user\\." + user + "=(\\S+) \\S+$", "user." + user + "=$1 " + "0".repeat(64)));
        try {
            meanwhile.run();
        } finally {
            TextFile.secret(settings, right);
        }
    }

    /** Whether no new pod finds room on any node. */
    static void cordon(Place place, boolean closed) {
        place.admin()
                .nodes()
                .list()
                .getItems()
                .forEach(node -> place.admin()
                        .nodes()
                        .withName(node.getMetadata().getName())
                        .edit(n -> {
                            n.getSpec().setUnschedulable(closed);
                            return n;
                        }));
    }
}
