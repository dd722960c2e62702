package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Writes kubeconfig files with everything inlined, so that one file can be handed around. */
final class Kubeconfig {
    private Kubeconfig() {}

    static Path write(Path file, URI api, Path authority, String user, Authority.KeyAndCertificate credentials) {
        String text = """
                apiVersion: v1
                kind: Config
                clusters:
                - name: holdpoint
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: "%s"
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                contexts:
                - name: holdpoint
                  context: {cluster: holdpoint, user: "%s"}
                current-context: holdpoint
                """.formatted(
                api, base64(authority), user, base64(credentials.certificate()), base64(credentials.key()), user);
        return TextFile.secret(file, text);
    }

    private static String base64(Path file) {
        try {
            return Base64.getEncoder().encodeToString(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
