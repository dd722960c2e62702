package dev.holdpoint.core.approval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.holdpoint.core.verdict.Tier;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;

/** Hostile inputs by number: a seed is the same input in every run, so that what was found can be kept. */
final class Mutations {

    private static final int[] TEMPTING = {0, 1, 0x0a, 0x0d, 0x20, 0x2d, 0x3d, 0x7f, 0x80, 0xff};

    private final List<byte[]> valid;

    /** One of everything that the readers read, made from the same keys in every run. */
    Mutations(byte[] message) {
        SecureRandom same = new Same();
        Scene scene = new Scene(Tier.HIGH, same);
        String rsa = SoftKey.rsaFile(same);
        String soft = SoftKey.file(same);
        String armored = scene.keys.get("alice").sign(message, "git");
        String onDevice = scene.deviceOfDora.sign(message, "git", 5, 7);
        valid = List.of(
                armored.getBytes(ISO_8859_1),
                Armor.open(armored),
                onDevice.getBytes(ISO_8859_1),
                Armor.open(onDevice),
                Armor.open(new DeviceKey(KeyType.SK_ECDSA_P256, same).sign(message, "git", 1, 7)),
                scene.deviceOfDora.publicKey.line().getBytes(ISO_8859_1),
                scene.deviceOfDora.publicKey.blob(),
                Armor.open(SshPrivateKey.parse(rsa).orThrow().sign(message, "git")),
                PemFile.open(rsa),
                soft.getBytes(ISO_8859_1),
                PemFile.open(soft),
                scene.vote("alice", "approve").raw(),
                Scene.template(Tier.CRITICAL, 2).render());
    }

    /** Not random at all. */
    private static final class Same extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient SplittableRandom random = new SplittableRandom(1);

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }

    /** A valid thing with one to eight changes: bytes set, dropped, doubled or cut off. */
    byte[] input(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] bytes = valid.get(random.nextInt(valid.size()));
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            bytes = changed(bytes, random);
        }
        return bytes;
    }

    /** Changes can undo each other. */
    boolean isUnchanged(String text) {
        return valid.stream().anyMatch(v -> text.equals(new String(v, ISO_8859_1)));
    }

    private static byte[] changed(byte[] bytes, SplittableRandom random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        switch (random.nextInt(5)) {
            case 0 -> out.write(random.nextInt(256));
            case 1 -> out.write(TEMPTING[random.nextInt(TEMPTING.length)]);
            case 2 -> length = Math.min(bytes.length - at, length * 4); // drop a few
            case 3 -> {
                out.write(bytes, at, length);
                out.write(bytes, at, length);
            }
            case 4 -> length = random.nextInt(4) == 0 ? bytes.length - at : 0; // cut off, or leave
        }
        int rest = Math.min(bytes.length, at + Math.max(length, 0));
        out.write(bytes, rest, bytes.length - rest);
        return out.toByteArray();
    }
}
