import dev.holdpoint.core.approval.SignatureCheck;
import dev.holdpoint.core.approval.SshSignature;
import dev.holdpoint.core.scan.hcl.HclReader;
import dev.holdpoint.core.scan.hcl.HclReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Times two rules in a warm JVM: half of the time warms up, half is measured. */
final class CoreBench {
    private CoreBench() {}

    public static void main(String[] args) throws IOException {
        long seconds = Long.parseLong(args[0]);
        Path work = Path.of(args[1]);
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            byte[] message = Files.readAllBytes(work.resolve(type + ".message"));
            String signature = Files.readString(work.resolve(type + ".message.sig"));
            double nanos = measure(
                    seconds, () -> SshSignature.check(signature, message, "git") instanceof SignatureCheck.Good);
            System.out.printf("| our SSHSIG verifier, %s | %.0f µs |%n", type, nanos / 1e3);
        }
        String text = Files.readString(work.resolve("all.tf"));
        double nanos = measure(seconds, () -> HclReader.read(repeated(text)) instanceof HclReading.Read);
        System.out.printf(
                "| our configuration reader, %d bytes | %.1f ms, %.1f MB/s |%n",
                text.length(), nanos / 1e6, text.length() / nanos * 1e3);
    }

    /** A copy, so that nothing is kept from the run before. */
    private static String repeated(String text) {
        return new String(text.toCharArray());
    }

    private static double measure(long seconds, BooleanSupplier work) {
        run(seconds * 500_000_000L, work);
        return run(seconds * 500_000_000L, work);
    }

    private static double run(long nanos, BooleanSupplier work) {
        long start = System.nanoTime();
        long runs = 0;
        do {
            if (!work.getAsBoolean()) {
                throw new IllegalStateException("what is measured does not hold");
            }
            runs++;
        } while (System.nanoTime() - start < nanos);
        return (double) (System.nanoTime() - start) / runs;
    }
}
