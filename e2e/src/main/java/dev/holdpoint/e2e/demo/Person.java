package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.cluster.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A human with an SSH key of their own, made by {@code ssh-keygen} as they would make it.
 *
 * @param name short name, as the roster and tag names have it
 * @param key private key file; the public key lies beside it
 */
public record Person(String name, Path key) {
    /** Makes the person's key in this folder, or takes the one that is there. */
    public static Person in(Path folder, String name) {
        Path key = folder.resolve(name);
        if (!Files.exists(key)) {
            Command.of(
                            "ssh-keygen",
                            "-q",
                            "-t",
                            "ed25519",
                            "-N",
                            "",
                            "-C",
                            name + "@shop.example",
                            "-f",
                            key.toString())
                    .run();
        }
        return new Person(name, key);
    }

    /** One OpenSSH line without comment. */
    public String publicKey() {
        try {
            String[] words = Files.readString(Path.of(key + ".pub")).strip().split(" ", 3);
            return words[0] + " " + words[1];
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key + ".pub", e);
        }
    }

    public String email() {
        return name + "@shop.example";
    }

    /** Signs a file's bytes in a namespace with {@code ssh-keygen -Y sign}; returns the armored signature. */
    public String sign(String namespace, Path file) {
        Path signature = Path.of(file + ".sig");
        try {
            Files.deleteIfExists(signature);
            Command.of("ssh-keygen", "-Y", "sign", "-q", "-f", key.toString(), "-n", namespace, file.toString())
                    .run();
            return Files.readString(signature);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sign " + file, e);
        }
    }
}
