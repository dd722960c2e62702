package dev.holdpoint.e2e.git;

import dev.holdpoint.e2e.cluster.Daemons;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The Git server as a process of its own, which outlives the command that started it. */
public final class GitServerMain {
    /** Under this name it is remembered among the daemons of a cluster. */
    public static final String DAEMON = "git";

    private GitServerMain() {}

    /** Arguments: folder of the site, port, address to bind. Runs until it is killed. */
    public static void main(String[] words) throws InterruptedException, UnknownHostException {
        if (words.length != 3) {
            System.err.println("usage: GitServerMain FOLDER PORT ADDRESS");
            System.exit(2);
        }
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(words[2]), Integer.parseInt(words[1]));
        try (GitServer server = GitServer.start(GitSite.in(Path.of(words[0])), address)) {
            System.out.println("serving Git on port " + server.port());
            new CountDownLatch(1).await();
        }
    }

    /** Starts it among the daemons of a cluster, with this program's own class path, unless it runs already. */
    public static long start(Daemons daemons, Path site, int port, String address) {
        return daemons.alive(DAEMON)
                .orElseGet(() -> daemons.start(
                        DAEMON,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                GitServerMain.class.getName(),
                                site.toAbsolutePath().toString(),
                                Integer.toString(port),
                                address),
                        Map.of()));
    }
}
