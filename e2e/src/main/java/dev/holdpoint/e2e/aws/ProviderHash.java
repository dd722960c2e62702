package dev.holdpoint.e2e.aws;

import dev.holdpoint.e2e.cluster.ClusterTrouble;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code h1} hash of a provider's package, as an administrator gets it for a stack's settings: from the engine. */
public final class ProviderHash {
    private static final Pattern H1 = Pattern.compile("h1:[A-Za-z0-9+/]{43}=");

    private ProviderHash() {}

    /** @param engine OpenTofu or Terraform; both compute the same */
    public static String of(AwsPackage provider, Path engine) {
        try {
            Path scratch = Files.createTempDirectory("holdpoint-h1-");
            try {
                return of(provider, engine, scratch);
            } finally {
                FileTree.delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compute the hash of " + provider.folder(), e);
        }
    }

    private static String of(AwsPackage provider, Path engine, Path scratch) throws IOException {
        Path mirror = LinkedMirror.make(provider, scratch.resolve("mirror"));
        Path work = Files.createDirectories(scratch.resolve("work"));
        Files.writeString(
                work.resolve("main.tf"),
                "terraform {\n  required_providers {\n    aws = { source = \"hashicorp/aws\", version = \""
                        + provider.version() + "\" }\n  }\n}\n");
        Command.of(engine.toString(), "providers", "lock", "-fs-mirror=" + mirror, "-platform=" + AwsPackage.platform())
                .in(work)
                .with("TF_CLI_CONFIG_FILE", "/dev/null")
                .with("TF_DATA_DIR", scratch.resolve("data").toString())
                .run();
        Matcher h1 = H1.matcher(Files.readString(work.resolve(".terraform.lock.hcl")));
        if (!h1.find()) {
            throw new ClusterTrouble("the engine wrote no h1 hash of " + provider.folder(), "Look at that folder.");
        }
        return h1.group();
    }
}
