package dev.holdpoint.e2e.image;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.ClusterTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

/** Writes images as tar files, never asking a registry; unchanged layers come from the cache. */
final class JibTar {
    private final Cache cache;

    JibTar(Cache cache) {
        this.cache = cache;
    }

    Path write(JibContainerBuilder image, String name, Path tar) {
        try {
            image.containerize(Containerizer.to(TarImage.at(tar).named(name))
                    .setOfflineMode(true)
                    .setBaseImageLayersCache(cache.folder("jib", "base"))
                    .setApplicationLayersCache(cache.folder("jib", "application"))
                    .setToolName("holdpoint"));
            return tar;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the image " + tar, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterTrouble("interrupted while writing " + tar, "Run the command again.", e);
        } catch (RegistryException
                | CacheDirectoryCreationException
                | ExecutionException
                | InvalidImageReferenceException e) {
            throw new ClusterTrouble(
                    "cannot build the image " + name + ": " + e.getMessage(),
                    "Remove the folder jib in the cache and run the command again; report it if it stays.",
                    e);
        }
    }
}
