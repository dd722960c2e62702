package dev.holdpoint.e2e.runner;

import dev.holdpoint.api.EngineName;
import dev.holdpoint.e2e.aws.AwsPackage;
import dev.holdpoint.e2e.cluster.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Hashes of provider packages as the engines compute them, each once. */
final class Hashes {
    private static final Map<String, String> KNOWN = new HashMap<>();

    private Hashes() {}

    static synchronized String of(AwsPackage provider, RealEngine engine) {
        return KNOWN.computeIfAbsent(engine.toString(), e -> {
            try {
                Path scratch = Files.createTempDirectory("holdpoint-h1-");
                String h1 = provider.h1(engine.binary(), engine.name() == EngineName.Terraform, scratch);
                FileTree.delete(scratch);
                return h1;
            } catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });
    }
}
