package dev.holdpoint.app.main;

import dev.holdpoint.app.adapter.git.GitRemote;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.SshPrivateKey;
import dev.holdpoint.core.approval.SshSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a role finds mounted: its Git credential and its signing key. Contents never reach a message. */
final class RoleFiles {
    /** Folder with {@code url}, {@code username} and {@code password}. */
    static final Path GIT = Path.of("/etc/holdpoint/git");

    /** An OpenSSH private key, unencrypted. */
    static final Path KEY = Path.of("/etc/holdpoint/signing/key");

    private RoleFiles() {}

    /** A credential and the one repository that it is for: an unsigned spec must not send it anywhere else. */
    record BoundCredential(String url, GitRemote.Credential credential) {}

    static BoundCredential credential(Path folder) {
        return new BoundCredential(
                read(folder.resolve("url")).strip(),
                new GitRemote.Credential(
                        read(folder.resolve("username")).strip(),
                        read(folder.resolve("password")).strip()));
    }

    static SshSigner signer(Path file) {
        return switch (SshPrivateKey.parse(read(file))) {
            case Parsed.Ok<SshPrivateKey>(var key) -> key;
            case Parsed.Bad<SshPrivateKey>(var reason) ->
                throw new Stalled("the signing key in " + file + " cannot be used: " + reason);
        };
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Stalled(
                    "cannot read " + file + " (" + e.getClass().getSimpleName()
                            + "); check the Secret that the Deployment mounts there",
                    e);
        }
    }
}
