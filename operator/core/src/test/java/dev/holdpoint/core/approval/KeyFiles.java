package dev.holdpoint.core.approval;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys made by {@code ssh-keygen} in a folder, and what it says about signatures. */
final class KeyFiles {

    private final Path folder;

    KeyFiles(Path folder) {
        Tool.need("ssh-keygen");
        this.folder = folder;
    }

    /** @param kind for instance {@code "ed25519"} or {@code "rsa", "-b", "3072"} */
    Path make(String name, String... kind) {
        List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-N", "", "-C", name, "-f", name, "-t"));
        command.addAll(List.of(kind));
        Tool.must(folder, command.toArray(String[]::new));
        return folder.resolve(name);
    }

    SshPublicKey publicKey(Path key) {
        return SshPublicKey.parseLine(read(Path.of(key + ".pub")).strip()).orThrow();
    }

    /** {@code ssh-keygen -Y sign}. */
    String sign(Path key, byte[] message, String namespace, String... options) {
        Path file = write("message-" + System.nanoTime(), message);
        List<String> command =
                new ArrayList<>(List.of("ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", key.toString()));
        command.addAll(List.of(options));
        command.add(file.toString());
        Tool.must(folder, command.toArray(String[]::new));
        return read(Path.of(file + ".sig"));
    }

    /** {@code ssh-keygen -Y verify}: exit 0 and its words. */
    Tool.Result verify(SshPublicKey key, String options, String armored, byte[] message, String namespace) {
        Path allowed = write("allowed", ("someone " + options + key.line() + "\n").getBytes(StandardCharsets.UTF_8));
        Path signature = write("signature", armored.getBytes(StandardCharsets.UTF_8));
        return Tool.run(
                folder,
                message,
                Map.of(),
                List.of(
                        "ssh-keygen",
                        "-Y",
                        "verify",
                        "-n",
                        namespace,
                        "-I",
                        "someone",
                        "-f",
                        allowed.toString(),
                        "-s",
                        signature.toString()));
    }

    Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
