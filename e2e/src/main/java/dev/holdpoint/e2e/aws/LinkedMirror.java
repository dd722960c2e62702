package dev.holdpoint.e2e.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A filesystem mirror of links, in which each engine finds a provider under the host by which it knows it. */
public final class LinkedMirror {
    private LinkedMirror() {}

    /**
     * Makes it anew.
     *
     * @return its root
     */
    public static Path make(AwsPackage provider, Path root) throws IOException {
        for (String host : List.of("registry.terraform.io", "registry.opentofu.org")) {
            Path version = root.resolve(host).resolve("hashicorp/aws").resolve(provider.version());
            Files.createDirectories(version);
            Path link = version.resolve(AwsPackage.platform());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, provider.folder());
        }
        return root;
    }
}
