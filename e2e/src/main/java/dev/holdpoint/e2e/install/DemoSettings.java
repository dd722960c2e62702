package dev.holdpoint.e2e.install;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.e2e.cluster.TextFile;
import dev.holdpoint.e2e.demo.Person;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The demo's settings as signed documents. What is in the cluster already with the same text stays; another text gets
 * the next version and new signatures, as a person would do it.
 */
final class DemoSettings {
    /** In this order: nothing comes into force before what it rests on. */
    private static final List<Kind> KINDS = List.of(
            new Kind("10-roster.yaml", ApproverRoster.class, "approverroster"),
            new Kind("20-repository.yaml", ChangeRepository.class, "changerepository"),
            new Kind("30-policy.yaml", ChangePolicy.class, "changepolicy"),
            new Kind("40-stack.yaml", InfrastructureStack.class, "infrastructurestack"),
            new Kind("50-guard.yaml", DeletionGuard.class, "deletionguard"));

    private final CanonicalSettings texts = new CanonicalSettings();
    private final Kubectl installer;
    private final Path people;
    private final Map<String, String> values;
    private final String estate;

    /**
     * @param people folder with the people's keys
     * @param values for the placeholders of the settings files, each as YAML
     * @param estate folder of the resources with settings that go before the usual ones
     */
    DemoSettings(Kubectl installer, Path people, Map<String, String> values, String estate) {
        this.estate = estate;
        this.installer = installer;
        this.people = people;
        this.values = Map.copyOf(values);
    }

    private record Kind(String file, Class<? extends CustomResource<?, ?>> type, String resource) {}

    /** Fingerprint of the first roster: what an installation pins. */
    Sha256 rosterFingerprint() {
        return texts.document(read(KINDS.getFirst())).fingerprint();
    }

    void apply() {
        JsonNode there = there();
        List<String> changed = KINDS.stream()
                .flatMap(kind -> changed(kind, there).stream())
                .map(Serialization::asYaml)
                .toList();
        if (!changed.isEmpty()) {
            installer.applyText(String.join("\n---\n", changed));
        }
    }

    /** What must be written; empty when the cluster has it already. */
    private Optional<CustomResource<?, ?>> changed(Kind kind, JsonNode items) {
        CustomResource<?, ?> wanted = read(kind);
        Optional<CustomResource<?, ?>> there = existing(kind, wanted, items);
        if (there.isPresent()) {
            SettingsDocument old = texts.document(there.get());
            setVersion(wanted, old.id().version());
            if (texts.document(wanted).fingerprint().equals(old.fingerprint())) {
                return Optional.empty();
            }
            setVersion(wanted, old.id().version() + 1);
        }
        sign(wanted, there.isEmpty() && kind.type() == ApproverRoster.class);
        return Optional.of(wanted);
    }

    /** The first roster is signed by all its members; everything else by as many as the evaluation profile asks. */
    private void sign(CustomResource<?, ?> object, boolean genesis) {
        byte[] canonical = texts.document(object).canonical();
        List<String> signatures = new ArrayList<>();
        for (String name : genesis ? List.of("ada", "ben", "cleo") : List.of("ada")) {
            signatures.add(signature(Person.in(people, name), canonical));
        }
        set(object, "signatures", signatures);
    }

    private static String signature(Person person, byte[] canonical) {
        try {
            Path file = Files.createTempFile("holdpoint-settings", ".json");
            try {
                Files.write(file, canonical);
                return person.sign(SettingsDocument.NAMESPACE, file);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(Path.of(file + ".sig"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot sign settings", e);
        }
    }

    private static void setVersion(CustomResource<?, ?> object, long version) {
        set(object, "version", version);
    }

    /** All specs have their fields in public. */
    private static void set(CustomResource<?, ?> object, String field, Object value) {
        try {
            object.getSpec().getClass().getField(field).set(object.getSpec(), value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(object.getKind() + " has no field spec." + field, e);
        }
    }

    /** All settings that the cluster has, of every kind. */
    private JsonNode there() {
        String kinds = String.join(",", KINDS.stream().map(Kind::resource).toList());
        try {
            return new ObjectMapper()
                    .readTree(installer.run("get", kinds, "-o", "json"))
                    .path("items");
        } catch (IOException e) {
            throw new UncheckedIOException("kubectl printed no JSON", e);
        }
    }

    private static Optional<CustomResource<?, ?>> existing(Kind kind, CustomResource<?, ?> wanted, JsonNode items) {
        for (JsonNode item : items) {
            if (item.path("kind").asText().equals(wanted.getKind())
                    && item.at("/metadata/name")
                            .asText()
                            .equals(wanted.getMetadata().getName())) {
                return Optional.of(Serialization.unmarshal(item.toString(), kind.type()));
            }
        }
        return Optional.empty();
    }

    private CustomResource<?, ?> read(Kind kind) {
        String text = resource(estate + "/settings/" + kind.file())
                .or(() -> resource("/demo/settings/" + kind.file()))
                .orElseThrow(() -> new IllegalStateException(kind.file() + " is part of this jar"));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("${" + value.getKey() + "}", value.getValue());
        }
        return Serialization.unmarshal(text, kind.type());
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = DemoSettings.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text as one YAML scalar, whatever is in it. */
    static String scalar(String text) {
        try {
            return new ObjectMapper().writeValueAsString(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String scalar(Path file) {
        return scalar(TextFile.readIfThere(file).orElseThrow());
    }
}
