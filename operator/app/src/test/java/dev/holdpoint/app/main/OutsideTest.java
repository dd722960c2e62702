package dev.holdpoint.app.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.RepositorySpec;
import dev.holdpoint.app.adapter.git.GitRemote;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.reconcile.Ports;
import dev.holdpoint.app.shop.KubeServer;
import dev.holdpoint.core.digest.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Secret is for one URL; a spec that anybody may edit must not send it to another. */
class OutsideTest {
    private static final String OURS = "https://git.shop.example/infra.git";

    @TempDir
    private Path folder;

    private final KubeServer kube = new KubeServer();
    private Path secret;

    @BeforeEach
    void mount() throws IOException {
        secret = Files.createDirectory(folder.resolve("secret"));
        Files.writeString(secret.resolve("url"), OURS + "\n");
        Files.writeString(secret.resolve("username"), "operator\n");
        Files.writeString(secret.resolve("password"), "hunter2\n");
    }

    @AfterEach
    void close() {
        kube.close();
    }

    private Ports ports() {
        return new Outside(
                        kube.client(),
                        Sha256.of(new byte[0]),
                        new Outside.Git(RoleFiles.credential(secret), folder.resolve("git"), source -> source))
                .parts(new NoRuns())
                .ports();
    }

    private static ChangeRepository repository(String url) {
        ChangeRepository repository = new ChangeRepository();
        repository.getMetadata().setName("infra");
        repository.setSpec(new RepositorySpec());
        repository.getSpec().url = url;
        return repository;
    }

    @Test
    void the_credential_is_read_with_the_url_that_it_is_for() {
        assertThat(RoleFiles.credential(secret))
                .isEqualTo(new RoleFiles.BoundCredential(OURS, new GitRemote.Credential("operator", "hunter2")));
    }

    @Test
    void the_repository_of_that_url_is_opened() {
        assertThat(ports().repositories().apply(repository(OURS))).isNotNull();
    }

    @Test
    void a_repository_at_another_url_is_not_opened_whoever_edited_the_spec() {
        for (String other : new String[] {
            "https://evil.example/infra.git",
            OURS + "/",
            "https://git.shop.example/infra.git.evil",
            "http://git.shop.example/infra.git"
        }) {
            assertThatThrownBy(() -> ports().repositories().apply(repository(other)))
                    .as(other)
                    .isInstanceOf(Stalled.class)
                    .hasMessageContaining(OURS)
                    .hasMessageContaining("infra")
                    .message()
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void nor_is_its_ledger_read() {
        assertThatThrownBy(() -> ports().ledgers().apply(repository("https://evil.example/infra.git")))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("another URL");
    }

    @Test
    void a_secret_that_names_no_url_is_no_credential() throws IOException {
        Files.delete(secret.resolve("url"));

        assertThatThrownBy(() -> RoleFiles.credential(secret))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("url")
                .message()
                .doesNotContain("hunter2");
    }
}
