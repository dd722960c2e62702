package dev.holdpoint.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {
    @TempDir
    private Path folder;

    /** Whoever computes it: this JVM, a program of this machine, or this JVM since the program says it in other words. */
    @ParameterizedTest
    @CsvSource({"0, small", "1000, small", "3000000, large", "3000000, 'lar\nge'"})
    void a_file_has_one_digest(int size, String name) throws IOException, NoSuchAlgorithmException {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        Path file = Files.write(folder.resolve(name), bytes);
        assertThat(Digest.of(file))
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }
}
