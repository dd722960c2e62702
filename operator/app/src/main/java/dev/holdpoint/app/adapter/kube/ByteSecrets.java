package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Bytes in immutable Secrets, cut into chunks because one Secret holds at most 1 MiB. A chunk is named by what it
 * holds, so writing it twice is harmless.
 */
final class ByteSecrets {
    /** Bytes per chunk; base64 makes a third more of it, and a Secret may hold 1 MiB. */
    private static final int CHUNK = 700 * 1024;

    private static final int MAX_CHUNKS = StateCustody.MAX_CANDIDATE / CHUNK;
    private static final String KEY = "bytes";

    private final KubernetesClient client;
    private final String namespace;
    private final String type;

    ByteSecrets(KubernetesClient client, String namespace, String type) {
        this.client = client;
        this.namespace = namespace;
        this.type = type;
    }

    /**
     * Stores the bytes.
     *
     * @return the names of the Secrets, in order
     * @throws Stalled if they are more than fit
     */
    List<String> store(String prefix, byte[] bytes, Map<String, String> labels) {
        int chunks = Math.max(1, (bytes.length + CHUNK - 1) / CHUNK);
        if (chunks > MAX_CHUNKS) {
            throw new Stalled(prefix + " has " + bytes.length + " bytes; at most " + MAX_CHUNKS * CHUNK
                    + " fit into Secrets. Split the stack.");
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < chunks; i++) {
            byte[] part = Arrays.copyOfRange(bytes, i * CHUNK, Math.min(bytes.length, (i + 1) * CHUNK));
            String name = prefix + "-" + Sha256.of(part).shortName(20) + "-" + i;
            create(name, part, labels);
            names.add(name);
        }
        return names;
    }

    private void create(String name, byte[] part, Map<String, String> labels) {
        Secret secret = new SecretBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(namespace)
                        .withName(name)
                        .withLabels(labels)
                        .build())
                .withType(type)
                .withImmutable(true)
                .addToData(KEY, Base64.getEncoder().encodeToString(part))
                .build();
        try {
            client.secrets().inNamespace(namespace).resource(secret).create();
        } catch (KubernetesClientException e) {
            // The name is the digest of the content, so a Secret of this name already holds these bytes.
            if (!KubeFailure.isConflict(e)) {
                throw KubeFailure.of("store " + namespace + "/" + name, e);
            }
        }
    }

    /** Reads the bytes back and proves them by their digest. */
    byte[] load(List<String> names, Sha256 expected) {
        byte[] bytes = read(names);
        if (!Sha256.of(bytes).equals(expected)) {
            throw otherBytes(names, expected);
        }
        return bytes;
    }

    /** For whoever proves the bytes in another way. */
    byte[] read(List<String> names) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String name : names) {
            Secret secret = KubeFailure.of(
                    "read " + namespace + "/" + name,
                    () -> client.secrets().inNamespace(namespace).withName(name).get());
            if (secret == null || secret.getData() == null || !secret.getData().containsKey(KEY)) {
                throw new Stalled("Secret " + namespace + "/" + name + " is missing; restore it from the backup");
            }
            all.writeBytes(Base64.getDecoder().decode(secret.getData().get(KEY)));
        }
        return all.toByteArray();
    }

    Stalled otherBytes(List<String> names, Sha256 expected) {
        return new Stalled("Secrets " + names + " in " + namespace + " do not hold the bytes of digest "
                + expected.hex() + "; restore them from the backup");
    }
}
