package dev.holdpoint.app.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.RepositorySpec;
import dev.holdpoint.api.RosterSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SshPublicKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Settings as the canonical JSON of {@code {"kind","name","version","spec"}}, the spec without its signatures. The same
 * object gives the same bytes whether it came from a YAML file or from the API server.
 */
public final class CanonicalSettings implements SettingsTexts {
    private static final String SIGNATURES = "signatures";

    /** Absent and null are the same in settings; a name that we do not know may mean anything, so it is refused. */
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    @Override
    public SettingsDocument document(HasMetadata object) {
        if (!(object instanceof CustomResource<?, ?> resource)) {
            throw new IllegalArgumentException(object.getKind() + " is no kind of settings");
        }
        ObjectNode spec = resource.getSpec() == null ? JSON.createObjectNode() : JSON.valueToTree(resource.getSpec());
        List<String> signatures = new ArrayList<>();
        JsonNode signed = spec.remove(SIGNATURES);
        if (signed != null) {
            signed.forEach(signature -> signatures.add(signature.asText()));
        }
        // An object without version cannot come into force: versions begin at 1.
        long version = spec.path("version").asLong(0);
        SettingsDocument.Id id = new SettingsDocument.Id(
                resource.getKind(), String.valueOf(resource.getMetadata().getName()), version);
        return new SettingsDocument(id, canonical(id, spec), signatures);
    }

    private static byte[] canonical(SettingsDocument.Id id, JsonNode spec) {
        ObjectNode whole = JSON.createObjectNode();
        whole.put("kind", id.kind());
        whole.put("name", id.name());
        whole.put("version", id.version());
        whole.set("spec", spec);
        return CanonicalJson.bytes(whole);
    }

    @Override
    public Parsed<Roster> roster(ApproverRoster object) {
        return object.getSpec() == null ? new Parsed.Bad<>("it has no spec") : RosterReader.read(object.getSpec());
    }

    @Override
    public Parsed<Roster> roster(SettingsDocument document) {
        return spec(document, RosterSpec.class).then(RosterReader::read);
    }

    /** The key that signs a repository's ledger, as a recorded ChangeRepository names it. */
    public Parsed<SshPublicKey> attestorKey(SettingsDocument document) {
        return spec(document, RepositorySpec.class)
                .then(spec -> spec.attestorKey == null
                        ? new Parsed.Bad<>("it names no attestorKey")
                        : SshPublicKey.parseLine(spec.attestorKey));
    }

    /** What a recorded InfrastructureStack says. */
    Parsed<StackSpec> stack(SettingsDocument document) {
        return spec(document, StackSpec.class);
    }

    /** What a recorded DeletionGuard says. */
    Parsed<GuardSpec> guard(SettingsDocument document) {
        return spec(document, GuardSpec.class);
    }

    /** What a document's canonical bytes say; nothing that is not canonical or is named otherwise is read. */
    private static <T> Parsed<T> spec(SettingsDocument document, Class<T> type) {
        try {
            JsonNode whole = JSON.readTree(document.canonical());
            JsonNode spec = whole.path("spec");
            if (!spec.isObject()
                    || !Arrays.equals(canonical(document.id(), spec), document.canonical())
                    || spec.path("version").asLong(0) != document.id().version()) {
                return new Parsed.Bad<>("its text is not the canonical text of " + document.id());
            }
            return new Parsed.Ok<>(JSON.treeToValue(spec, type));
        } catch (JsonProcessingException e) {
            return new Parsed.Bad<>("its text cannot be read: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            return new Parsed.Bad<>("its text cannot be read: " + e.getMessage());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("bytes in memory cannot be read", e);
        }
    }
}
