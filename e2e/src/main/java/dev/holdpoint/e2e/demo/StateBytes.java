package dev.holdpoint.e2e.demo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** The current state of the shop, put together from its Secrets by whoever may read them. */
final class StateBytes {
    private StateBytes() {}

    static String current(Kube admin) {
        String names = admin.run(
                "get", "sstate", "-n", "holdpoint-state", "shop", "-o", "jsonpath={.status.current.secrets[*]}");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : names.strip().split(" ")) {
            all.writeBytes(Base64.getDecoder()
                    .decode(admin.run("get", "secret", "-n", "holdpoint-state", name, "-o", "jsonpath={.data.bytes}")
                            .strip()));
        }
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(all.toByteArray()))) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the state's Secrets do not hold what custody writes", e);
        }
    }
}
