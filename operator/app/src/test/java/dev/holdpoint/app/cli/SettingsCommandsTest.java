package dev.holdpoint.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.app.settings.SettingsFile;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.approval.SettingsDocument;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsCommandsTest {
    @TempDir
    Path folder;

    private Shop shop;
    private Path file;

    @BeforeEach
    void found() throws IOException {
        shop = new Shop(Files.createDirectory(folder.resolve("keys")));
        file = folder.resolve("settings.yaml");
        Files.writeString(
                file,
                "# who may decide\n" + Serialization.asYaml(shop.roster(1)) + "---\n# where\n"
                        + Serialization.asYaml(shop.repository(1, "attestor")) + "---\n"
                        + Serialization.asYaml(shop.policy(1)));
    }

    private Cli sign(String person, String... more) {
        return Cli.run(
                new SettingsSignCommand(),
                concat(
                        List.of(
                                "-f",
                                file.toString(),
                                "--key",
                                shop.keyFile(person).toString()),
                        more));
    }

    private Cli verify(String... more) {
        return Cli.run(new SettingsVerifyCommand(), concat(List.of("-f", file.toString()), more));
    }

    private static String[] concat(List<String> first, String... more) {
        List<String> all = new java.util.ArrayList<>(first);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private List<SettingsDocument> documents() throws IOException {
        try {
            return SettingsFile.read("x", Files.readString(file)).stream()
                    .map(new CanonicalSettings()::document)
                    .toList();
        } catch (SettingsFile.Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void two_people_sign_a_file_in_turn_and_it_is_in_force() throws IOException {
        assertThat(verify().exit()).isEqualTo(Exit.REFUSED);
        assertThat(verify().output()).contains("2 more signatures are needed, by any of ada, ben");
        assertThat(sign("ada", "--as", "ada").exit()).isEqualTo(Exit.DONE);
        assertThat(verify().output()).contains("1 more signature is needed, by any of ben");
        Cli second = sign("ben");
        assertThat(second.output()).contains("signed ApproverRoster people version 1, fingerprint " + shop.root());
        assertThat(Files.readString(file)).contains("# who may decide", "# where");
        Cli verified = verify("--root", shop.root().hex());
        assertThat(verified.output())
                .contains("ChangePolicy default version 1")
                .contains("in force: signed by ada, ben")
                .doesNotContain("not in force");
        assertThat(verified.exit()).isEqualTo(Exit.DONE);
        assertThat(verify("--root", "0".repeat(64)).exit()).isEqualTo(Exit.REFUSED);
    }

    @Test
    void ssh_keygen_itself_accepts_what_was_put_in() throws IOException {
        sign("ada");
        Path allowed = Files.writeString(
                folder.resolve("allowed"), "ada " + shop.key("ada").key().line() + "\n");
        for (SettingsDocument document : documents()) {
            Path signature = Files.writeString(
                    folder.resolve("signature"), document.signatures().getFirst());
            String said = Processes.must(
                    folder,
                    document.canonical(),
                    "ssh-keygen",
                    "-Y",
                    "verify",
                    "-n",
                    "holdpoint-settings",
                    "-I",
                    "ada",
                    "-f",
                    allowed.toString(),
                    "-s",
                    signature.toString());
            assertThat(said).contains("Good \"holdpoint-settings\" signature for ada");
        }
    }

    @Test
    void signing_twice_changes_nothing() throws IOException {
        sign("ada");
        String once = Files.readString(file);
        assertThat(sign("ada").output()).contains("was signed by");
        assertThat(Files.readString(file)).isEqualTo(once);
    }

    @Test
    void an_edit_after_signing_takes_it_out_of_force() throws IOException {
        sign("ada");
        sign("ben");
        Files.writeString(file, Files.readString(file).replace("roundHours: 24", "roundHours: 25"));
        Cli cli = verify();
        assertThat(cli.exit()).isEqualTo(Exit.REFUSED);
        assertThat(cli.output()).contains("signature 1 does not count");
    }

    @Test
    void a_later_roster_is_judged_under_the_one_in_force() throws IOException {
        Path before = folder.resolve("before.yaml");
        Files.writeString(before, Serialization.asYaml(shop.roster(1)));
        Files.writeString(file, Serialization.asYaml(shop.roster(2)));
        sign("ada");
        assertThat(verify("--roster", before.toString()).output()).contains("1 more signature is needed");
        sign("ben");
        assertThat(verify("--roster", before.toString()).exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void somebody_else_s_key_and_a_key_that_cannot_sign_are_bad_input() throws IOException {
        String untouched = Files.readString(file);
        assertThat(sign("ben", "--as", "ada").exit()).isEqualTo(Exit.BAD_INPUT);
        assertThat(Cli.run(new SettingsSignCommand(), "-f", file.toString(), "--key", folder + "/none")
                        .exit())
                .isEqualTo(Exit.BAD_INPUT);
        assertThat(Files.readString(file)).isEqualTo(untouched);
        assertThat(Cli.run(new SettingsVerifyCommand(), "-f", folder + "/none").exit())
                .isEqualTo(Exit.BAD_INPUT);
        Files.write(file, "kind: [".getBytes(StandardCharsets.UTF_8));
        assertThat(verify().exit()).isEqualTo(Exit.BAD_INPUT);
    }
}
