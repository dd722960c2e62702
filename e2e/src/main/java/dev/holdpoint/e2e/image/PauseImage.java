package dev.holdpoint.e2e.image;

import com.google.cloud.tools.jib.api.Jib;
import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/** The image of a pod's sandbox, from six lines of C, since no registry is asked for it. */
public final class PauseImage {
    public static final String NAME = "localhost/pause";

    private final Cache cache;

    public PauseImage(Cache cache) {
        this.cache = cache;
    }

    public Path tar() {
        Path folder = cache.folder("images", "pause");
        Path source = TextFile.write(folder.resolve("pause.c"), source());
        Path program = folder.resolve("pause");
        Command.of("gcc", "-static", "-Os", "-s", "-o", program.toString(), source.toString())
                .run();
        return new JibTar(cache)
                .write(
                        Jib.fromScratch()
                                .addFileEntriesLayer(Layers.file("pause", program, "/pause"))
                                .setUser("65535:65535")
                                .setEntrypoint("/pause"),
                        NAME,
                        folder.resolve("pause.tar"));
    }

    private static String source() {
        try (InputStream in = PauseImage.class.getResourceAsStream("pause.c")) {
            return new String(
                    Objects.requireNonNull(in, "pause.c is part of this jar").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
