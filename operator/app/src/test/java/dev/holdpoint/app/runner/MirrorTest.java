package dev.holdpoint.app.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.core.plan.ProviderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said when the images do not hold what the lock pins. */
class MirrorTest {
    private static final String ADDRESS = "registry.opentofu.org/hashicorp/aws";
    private static final String PINNED = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @TempDir
    Path root;

    private Mirror mirror(String h1) throws IOException {
        RunPaths paths = new RunPaths(root);
        Path folder = Files.createDirectories(paths.work().resolve("stack"));
        Files.writeString(
                folder.resolve(Workplace.LOCK),
                new ProviderLock(List.of(new ProviderLock.Entry(ADDRESS, "5.100.0", h1))).text());
        return new Mirror(paths, folder);
    }

    private Path unpacked() throws IOException {
        String arch = System.getProperty("os.arch").equals("aarch64") ? "linux_arm64" : "linux_amd64";
        Path folder = new RunPaths(root)
                .providers()
                .resolve(ADDRESS)
                .resolve("5.100.0")
                .resolve(arch);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("terraform-provider-aws"), "a program");
        return folder;
    }

    @Test
    void another_package_is_named_with_both_hashes_and_what_to_do() throws IOException {
        String found = PackageHash.of(unpacked());
        Mirror mirror = mirror(PINNED);

        assertThat(mirror.lay()).isEmpty();
        assertThat(mirror.otherPackage().orElseThrow())
                .contains(ADDRESS + " 5.100.0", "has the hash " + found, "name " + PINNED, "sign the stack again");
    }

    @Test
    void the_package_that_is_pinned_is_no_trouble() throws IOException {
        String found = PackageHash.of(unpacked());
        Mirror mirror = mirror(found);

        assertThat(mirror.lay()).isEmpty();
        assertThat(mirror.otherPackage()).isEmpty();
    }

    @Test
    void the_longest_words_arrive_whole() throws IOException {
        unpacked();
        Mirror mirror = mirror(PINNED);
        mirror.lay();
        String longest = mirror.otherPackage().orElseThrow() + "x".repeat(253 - ADDRESS.length());

        assertThat(Ended.decode(Ended.stalled("init", longest).encode()).text()).isEqualTo(longest);
    }
}
