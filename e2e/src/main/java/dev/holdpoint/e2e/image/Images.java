package dev.holdpoint.e2e.image;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.ClusterTrouble;
import dev.holdpoint.e2e.cluster.Digest;
import dev.holdpoint.e2e.cluster.GoTool;
import dev.holdpoint.e2e.cluster.GoTools;
import dev.holdpoint.e2e.cluster.LocalCluster;
import dev.holdpoint.e2e.cluster.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The two images that an installation runs: Holdpoint's own (one jar, roles by argument, user 65532) and the engine's
 * ({@code /engine/tofu}, copied out by the run pods' init container with that image's own {@code cp}).
 */
public final class Images {
    public static final String HOLDPOINT = "localhost/holdpoint";
    public static final String OPENTOFU = "localhost/opentofu";

    /** Non-root, as distroless images number it. */
    private static final String USER = "65532:65532";

    private static final String JAR = "/app/holdpoint.jar";
    private static final String CLASSES = "/app/holdpoint.jsa";

    private final Path projectRoot;
    private final Cache cache;
    private final Progress progress;

    public Images(Path projectRoot, Cache cache, Progress progress) {
        this.projectRoot = projectRoot;
        this.cache = cache;
        this.progress = progress;
    }

    /** References by digest, as manifests must name them. */
    public record Imported(String holdpoint, String opentofu) {}

    /** Builds what is not in the cache and makes both known to the cluster. */
    public Imported importTo(LocalCluster cluster) {
        return new Imported(cluster.importImage(holdpoint(), HOLDPOINT), cluster.importImage(opentofu(), OPENTOFU));
    }

    /** Tar of Holdpoint's image; only the jar's layer changes from build to build. */
    public Path holdpoint() {
        Path jar = jar();
        Path runtime = new JavaRuntime(cache, progress).folder();
        Path base = new DebianBase(cache, progress).tar();
        Path classes = new ClassArchive(cache, progress).of(runtime, jar, flags());
        Path tar = target(
                "holdpoint",
                Digest.of(jar),
                runtime.getFileName().toString(),
                base.toString(),
                entrypoint().toString());
        if (!Files.exists(tar)) {
            progress.step(
                    "building the image " + HOLDPOINT,
                    () -> new JibTar(cache)
                            .write(
                                    Jib.from(TarImage.at(base))
                                            .addFileEntriesLayer(Layers.tree("runtime", runtime, "/opt/java"))
                                            .addFileEntriesLayer(Layers.file("jar", jar, JAR))
                                            .addFileEntriesLayer(Layers.file("classes", classes, CLASSES))
                                            .setEnvironment(Map.of("HOME", "/tmp", "LANG", "C.UTF-8"))
                                            .setUser(USER)
                                            .setEntrypoint(entrypoint()),
                                    HOLDPOINT,
                                    tar));
        }
        return tar;
    }

    /** Tar of the engine's image. */
    public Path opentofu() {
        Path engine = new GoTools(projectRoot, cache, progress).binary(GoTool.TOFU);
        Path base = new DebianBase(cache, progress).tar();
        Path tar = target("opentofu", Digest.of(engine), base.toString());
        if (!Files.exists(tar)) {
            progress.step(
                    "building the image " + OPENTOFU,
                    () -> new JibTar(cache)
                            .write(
                                    Jib.from(TarImage.at(base))
                                            .addFileEntriesLayer(Layers.file("engine", engine, "/engine/tofu"))
                                            .setUser(USER)
                                            .setEntrypoint("/engine/tofu"),
                                    OPENTOFU,
                                    tar));
        }
        return tar;
    }

    /**
     * One core and 200 MB are the aim: the serial collector, the quick compiler alone (a run pod lives for seconds, and
     * starting takes half the processor time), small object headers, and a heap that is given back.
     */
    private static List<String> flags() {
        List<String> words = new ArrayList<>(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:+ExitOnOutOfMemoryError"));
        if (Runtime.version().feature() >= 25) {
            words.add("-XX:+UseCompactObjectHeaders");
        }
        return words;
    }

    private static List<String> entrypoint() {
        List<String> words = new ArrayList<>(List.of("/opt/java/bin/java"));
        words.addAll(flags());
        words.addAll(List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + CLASSES, "-jar", JAR));
        return words;
    }

    private Path target(String image, String... inputs) {
        String key = Digest.of(String.join("\n", inputs)).substring(0, 16);
        return cache.folder("images").resolve(image + "-" + key + ".tar");
    }

    private Path jar() {
        Path folder = projectRoot.resolve("operator/app/target");
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "holdpoint-app-*-all.jar")) {
            var found = jars.iterator();
            if (found.hasNext()) {
                return found.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + folder, e);
        }
        throw new ClusterTrouble(
                "there is no holdpoint-app-*-all.jar in " + folder,
                "Run ./holdpoint, which builds it, or mvn package.");
    }
}
