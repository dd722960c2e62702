package dev.holdpoint.e2e.image;

import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.TarImage;
import dev.holdpoint.e2e.aws.AwsPackage;
import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.Digest;
import dev.holdpoint.e2e.cluster.LocalCluster;
import dev.holdpoint.e2e.cluster.Progress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image with one provider, as a stack's settings name it: the unpacked package below {@code /providers}, and the
 * base's {@code /bin/cp} by which a run's init container copies it out.
 */
public final class ProviderImage {
    private static final String NAME = "localhost/provider-aws";
    private static final String USER = "65532:65532";

    private final Cache cache;
    private final Progress progress;

    public ProviderImage(Cache cache, Progress progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /**
     * Builds it when it is not in the cache and makes it known to the cluster.
     *
     * @return its reference by digest
     */
    public String importTo(LocalCluster cluster, AwsPackage provider, String h1) {
        return cluster.importImage(tar(provider, h1), NAME);
    }

    private Path tar(AwsPackage provider, String h1) {
        Path base = new DebianBase(cache, progress).tar();
        String key = Digest.of(h1 + "\n" + base).substring(0, 16);
        Path tar = cache.folder("images").resolve("provider-aws-" + key + ".tar");
        if (!Files.exists(tar)) {
            String inImage = "/providers/" + provider.mirror().relativize(provider.folder());
            progress.step(
                    "building the image " + NAME,
                    () -> new JibTar(cache)
                            .write(
                                    Jib.from(TarImage.at(base))
                                            .addFileEntriesLayer(Layers.tree("provider", provider.folder(), inImage))
                                            .setUser(USER)
                                            .setEntrypoint("/bin/true"),
                                    NAME,
                                    tar));
        }
        return tar;
    }
}
