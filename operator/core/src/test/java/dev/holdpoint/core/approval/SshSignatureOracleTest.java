package dev.holdpoint.core.approval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our verifier and signer beside the real {@code ssh-keygen}. */
class SshSignatureOracleTest {

    private static final byte[] MESSAGE = "tear down nothing\n".getBytes(UTF_8);

    @TempDir
    Path folder;

    private KeyFiles keys;

    @BeforeEach
    void tools() {
        keys = new KeyFiles(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa -b 256", "rsa -b 3072", "rsa -b 4096"})
    void what_ssh_keygen_signs_verifies_here(String kind) {
        Path key = keys.make("key", kind.split(" "));
        for (String hash : List.of("sha256", "sha512")) {
            String armored = keys.sign(key, MESSAGE, "git", "-O", "hashalg=" + hash);
            assertThat(SshSignature.check(armored, MESSAGE, "git"))
                    .isEqualTo(new SignatureCheck.Good(keys.publicKey(key), Presence.UNKNOWN));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa -b 256", "rsa -b 3072"})
    void what_we_sign_verifies_in_ssh_keygen_and_here(String kind) {
        SshPrivateKey signer = SshPrivateKey.parse(KeyFiles.read(keys.make("key", kind.split(" "))))
                .orThrow();
        // ECDSA draws new numbers each time; twenty rounds meet the ones that need a leading zero.
        for (int round = 0; round < 20; round++) {
            String armored = signer.sign(MESSAGE, "git");
            assertThat(SshSignature.check(armored, MESSAGE, "git")).isInstanceOf(SignatureCheck.Good.class);
            assertThat(keys.verify(signer.key(), "", armored, MESSAGE, "git").ok())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"SK_ED25519", "SK_ECDSA_P256"})
    void a_device_signature_verifies_in_ssh_keygen_and_here_and_tells_of_touch_and_pin(KeyType type) {
        DeviceKey device = new DeviceKey(type);
        String armored = device.sign(MESSAGE, "git", 5, 7);
        assertThat(keys.verify(device.publicKey, "", armored, MESSAGE, "git").ok())
                .isTrue();
        assertThat(SshSignature.check(armored, MESSAGE, "git"))
                .isEqualTo(new SignatureCheck.Good(device.publicKey, Presence.TOUCH_AND_PIN));
        assertThat(SshSignature.check(device.sign(MESSAGE, "git", 1, 8), MESSAGE, "git"))
                .isEqualTo(new SignatureCheck.Good(device.publicKey, Presence.TOUCH));
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"SK_ED25519", "SK_ECDSA_P256"})
    void a_device_signature_without_touch_passes_ssh_keygen_and_is_named_here(KeyType type) {
        DeviceKey device = new DeviceKey(type);
        String armored = device.sign(MESSAGE, "git", 0, 7);
        assertThat(keys.verify(device.publicKey, "", armored, MESSAGE, "git").ok())
                .isTrue();
        assertThat(SshSignature.check(armored, MESSAGE, "git"))
                .isEqualTo(new SignatureCheck.Good(device.publicKey, Presence.NOBODY));
    }

    @ParameterizedTest
    @EnumSource(
            value = KeyType.class,
            names = {"SK_ED25519", "SK_ECDSA_P256"})
    void a_flipped_touch_flag_verifies_nowhere(KeyType type) {
        DeviceKey device = new DeviceKey(type);
        byte[] blob = Armor.open(device.sign(MESSAGE, "git", 0, 7));
        blob[blob.length - 5] = 5;
        String forged = SshPrivateKey.armor(blob);
        assertThat(SshSignature.parse(forged)).isInstanceOf(Parsed.Ok.class);
        assertThat(SshSignature.check(forged, MESSAGE, "git")).isInstanceOf(SignatureCheck.Bad.class);
        assertThat(keys.verify(device.publicKey, "", forged, MESSAGE, "git").ok())
                .isFalse();
    }

    @Test
    void another_message_or_namespace_is_refused_by_both() {
        Path key = keys.make("key", "ed25519");
        String armored = keys.sign(key, MESSAGE, "git");
        byte[] other = "tear down everything\n".getBytes(UTF_8);
        assertThat(SshSignature.check(armored, other, "git")).isInstanceOf(SignatureCheck.Bad.class);
        assertThat(keys.verify(keys.publicKey(key), "", armored, other, "git").ok())
                .isFalse();
        assertThat(SshSignature.check(armored, MESSAGE, "file")).isInstanceOf(SignatureCheck.Bad.class);
        assertThat(keys.verify(keys.publicKey(key), "", armored, MESSAGE, "file")
                        .ok())
                .isFalse();
    }

    @Test
    void a_small_rsa_key_passes_ssh_keygen_and_is_refused_here() {
        Path key = keys.make("key", "rsa", "-b", "2048");
        String armored = keys.sign(key, MESSAGE, "git");
        String line = KeyFiles.read(Path.of(key + ".pub")).strip();
        assertThat(SshPublicKey.parseLine(line))
                .isEqualTo(new Parsed.Bad<>("an RSA key that counts has 3072 to 8192 bits, this one 2048"));
        assertThat(SshSignature.check(armored, MESSAGE, "git"))
                .isEqualTo(new SignatureCheck.Bad("an RSA key that counts has 3072 to 8192 bits, this one 2048"));
    }

    @Test
    void other_key_types_are_refused_by_name() {
        Path key = keys.make("key", "ecdsa", "-b", "384");
        assertThat(SshSignature.check(keys.sign(key, MESSAGE, "git"), MESSAGE, "git"))
                .isEqualTo(new SignatureCheck.Bad("keys of type ecdsa-sha2-nistp384 do not count"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa -b 256", "rsa -b 3072"})
    void the_fingerprint_is_the_one_that_ssh_keygen_prints(String kind) {
        Path key = keys.make("key", kind.split(" "));
        assertThat(Tool.must(folder, "ssh-keygen", "-l", "-f", key + ".pub"))
                .contains(" " + keys.publicKey(key).fingerprint() + " ");
    }

    @Test
    void an_encrypted_private_key_is_refused_in_words() {
        Tool.must(folder, "ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", "locked");
        assertThat(SshPrivateKey.parse(KeyFiles.read(folder.resolve("locked"))))
                .isEqualTo(new Parsed.Bad<>("the private key is encrypted; a key of the program has no passphrase"));
    }

    @Test
    void a_private_key_file_with_someone_elses_public_half_is_refused() {
        byte[] blob = PemFile.open(KeyFiles.read(keys.make("key", "ed25519")));
        byte[] other = keys.publicKey(keys.make("other", "ed25519")).blob();
        // magic 15, three strings 8 + 8 + 4, count 4, then the length of the public blob 4
        System.arraycopy(other, 0, blob, 43, other.length);
        assertThat(SshPrivateKey.parse(PemFile.close(blob)))
                .isEqualTo(new Parsed.Bad<>("the private key file's public half does not belong to its private half"));
    }
}
