package dev.holdpoint.app.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.core.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileDigestTest {
    @TempDir
    private Path folder;

    @Test
    void a_file_has_one_digest_however_large_it_is_and_whatever_it_is_called() throws IOException {
        for (int size :
                new int[] {0, 1, (int) FileDigest.LARGE - 1, (int) FileDigest.LARGE, (int) FileDigest.LARGE + 1}) {
            byte[] bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            Path file = Files.write(folder.resolve("-a\\b\n" + size), bytes);
            assertThat(FileDigest.of(file)).isEqualTo(FileDigest.here(file)).isEqualTo(Sha256.of(bytes));
        }
    }

    @Test
    void a_file_that_is_not_there_has_none() {
        assertThatThrownBy(() -> FileDigest.of(folder.resolve("none"))).isInstanceOf(IOException.class);
    }
}
