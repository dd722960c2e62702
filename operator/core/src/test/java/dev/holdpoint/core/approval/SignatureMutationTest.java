package dev.holdpoint.core.approval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** No byte of a valid signature can be changed so that it still verifies, and no input makes a reader throw. */
class SignatureMutationTest {

    private static final byte[] MESSAGE = "the message".getBytes(UTF_8);

    private static final Mutations MUTATIONS = new Mutations(MESSAGE);

    private static List<String> valid() {
        return List.of(
                SshPrivateKey.parse(SoftKey.rsaFile()).orThrow().sign(MESSAGE, "git"),
                SoftKey.fresh().sign(MESSAGE, "git"),
                new DeviceKey(KeyType.SK_ED25519).sign(MESSAGE, "git", 5, 1234),
                new DeviceKey(KeyType.SK_ECDSA_P256).sign(MESSAGE, "git", 5, 1234));
    }

    private static boolean good(String armored) {
        return SshSignature.check(armored, MESSAGE, "git") instanceof SignatureCheck.Good;
    }

    @Test
    void no_byte_of_the_blob_can_be_changed() {
        for (String armored : valid()) {
            assertThat(good(armored)).isTrue();
            byte[] blob = Armor.open(armored);
            for (int i = 0; i < blob.length; i++) {
                for (int change : new int[] {0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff}) {
                    byte[] other = blob.clone();
                    other[i] ^= (byte) change;
                    assertThat(good(SshPrivateKey.armor(other)))
                            .as("byte %s, bits %s", i, change)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void no_byte_of_the_blob_can_be_dropped_or_added() {
        for (String armored : valid()) {
            byte[] blob = Armor.open(armored);
            for (int i = 0; i < blob.length; i++) {
                byte[] shorter = new byte[blob.length - 1];
                System.arraycopy(blob, 0, shorter, 0, i);
                System.arraycopy(blob, i + 1, shorter, i, blob.length - i - 1);
                assertThat(good(SshPrivateKey.armor(shorter)))
                        .as("without byte " + i)
                        .isFalse();
                assertThat(good(SshPrivateKey.armor(Arrays.copyOf(blob, i)))).isFalse();
            }
            assertThat(good(SshPrivateKey.armor(Arrays.copyOf(blob, blob.length + 1))))
                    .isFalse();
        }
    }

    @Test
    void no_character_of_the_armor_can_be_changed() {
        for (String armored : valid()) {
            for (int i = 0; i < armored.length(); i++) {
                for (char c : new char[] {'A', '=', '\n', ' ', '\r', '-', '\0', '\u00e9'}) {
                    if (armored.charAt(i) != c) {
                        String other = armored.substring(0, i) + c + armored.substring(i + 1);
                        assertThat(good(other)).as("character %s", i).isFalse();
                    }
                }
            }
        }
    }

    @Test
    void the_other_ed25519_signature_with_s_plus_the_groups_order_does_not_verify() {
        byte[] blob = Armor.open(SoftKey.fresh().sign(MESSAGE, "git"));
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        byte[] s = reversed(Arrays.copyOfRange(blob, blob.length - 32, blob.length));
        byte[] shifted = new BigInteger(1, s).add(order).toByteArray();
        byte[] padded = new byte[32];
        System.arraycopy(shifted, 0, padded, 32 - shifted.length, shifted.length);
        System.arraycopy(reversed(padded), 0, blob, blob.length - 32, 32);
        assertThat(good(SshPrivateKey.armor(blob))).isFalse();
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }

    @Test
    void a_key_of_small_order_is_no_key() {
        byte[] identity = new byte[32];
        identity[0] = 1;
        byte[] blob = new WireWriter().text("ssh-ed25519").string(identity).bytes();
        assertThat(SshPublicKey.parseBlob(blob))
                .isEqualTo(new Parsed.Bad<>("the ed25519 key is not a sound point of its curve"));
    }

    /** Found by the mutations above: the platform's key factory takes it, and throws only when a signature is checked. */
    @Test
    void a_key_that_is_no_point_of_the_curve_is_no_key() {
        byte[] twoHasNoX = new byte[32];
        twoHasNoX[0] = 2;
        byte[] blob = new WireWriter().text("ssh-ed25519").string(twoHasNoX).bytes();
        assertThat(SshPublicKey.parseBlob(blob))
                .isEqualTo(new Parsed.Bad<>("the ed25519 key is not a point of its curve"));
    }

    @Property(tries = 2000)
    void readers_never_throw_on_mutated_input_and_no_mutation_verifies(@ForAll long seed) {
        play(seed);
    }

    @Property(tries = 2000)
    void readers_never_throw_on_arbitrary_input(@ForAll byte[] bytes) {
        readAll(bytes);
    }

    /** {@code -Dholdpoint.seed=N} begins with that one. */
    @Test
    void readers_never_throw_on_a_million_mutated_inputs() {
        assumeTrue(Boolean.getBoolean("holdpoint.full"), "a million inputs run with -Dholdpoint.full=true");
        long first = Long.getLong("holdpoint.seed", System.nanoTime());
        System.err.println("mutations: a million seeds from " + first);
        for (long seed = first; seed < first + 1_000_000; seed++) {
            play(seed);
        }
    }

    @TestFactory
    Stream<DynamicTest> what_was_found_once_is_not_found_again() throws IOException {
        try (InputStream seeds = SignatureMutationTest.class.getResourceAsStream("/mutations/seeds.txt")) {
            return new String(seeds.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Long::parseLong)
                    .map(seed -> DynamicTest.dynamicTest("seed " + seed, () -> play(seed)));
        }
    }

    @Test
    void a_seed_is_the_same_input_in_every_run() {
        Mutations again = new Mutations(MESSAGE);
        for (long seed = 0; seed < 1000; seed++) {
            assertThat(again.input(seed)).as("seed %d", seed).isEqualTo(MUTATIONS.input(seed));
        }
    }

    /** A failure names its seed, so that it can be kept. */
    private static void play(long seed) {
        byte[] input = MUTATIONS.input(seed);
        try {
            readAll(input);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + " (write it into mutations/seeds.txt), input "
                            + HexFormat.of().formatHex(input),
                    e);
        }
    }

    private static void readAll(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        List<Function<String, Object>> readers = List.of(
                SshSignature::parse,
                SshPublicKey::parseLine,
                SshPrivateKey::parse,
                t -> SshSignature.check(t, MESSAGE, "git"),
                t -> SshPublicKey.parseBlob(bytes),
                t -> SshSignature.parse(SshPrivateKey.armor(bytes)),
                t -> SshPrivateKey.parse(PemFile.close(bytes)),
                t -> TagObject.parse(bytes),
                t -> Template.parse(bytes));
        for (Function<String, Object> reader : readers) {
            Object read = reader.apply(text);
            if (read instanceof SignatureCheck.Good good && !MUTATIONS.isUnchanged(text)) {
                throw new AssertionError("verifies though changed: " + good);
            }
        }
    }
}
