package dev.holdpoint.app.settings;

import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.Proven;
import dev.holdpoint.core.record.SettingsRecorded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings-SHA256 (04): names the specs that an approval on one stack rests on. The order is part of it: the stack, its
 * repository, its policies as the stack lists them, its guards by name.
 */
public final class SettingsDigest {
    private static final String STACK = "InfrastructureStack";
    private static final String REPOSITORY = "ChangeRepository";
    private static final String POLICY = "ChangePolicy";
    private static final String GUARD = "DeletionGuard";

    private SettingsDigest() {}

    /** The digest of these documents, in this order. */
    public static Sha256 of(List<SettingsDocument> documents) {
        StringBuilder text = new StringBuilder("holdpoint settings v1\n");
        for (SettingsDocument document : documents) {
            text.append(document.id())
                    .append(' ')
                    .append(document.fingerprint().hex())
                    .append('\n');
        }
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The digest of what a ledger has recorded for a stack: of each document the last version, of guards all that were
     * ever recorded. One that vanished from the cluster without a signed version that lifts it is missed here.
     *
     * @param entries of the ledger, up to the moment that is asked about
     * @return empty when a document that the stack names is not recorded, or cannot be read
     */
    public static Optional<Sha256> recorded(List<Proven> entries, String stackName) {
        TreeMap<String, SettingsDocument> last = new TreeMap<>();
        for (Proven entry : entries) {
            if (entry.fact() instanceof SettingsRecorded(var document)) {
                last.put(key(document.id().kind(), document.id().name()), document);
            }
        }
        CanonicalSettings texts = new CanonicalSettings();
        SettingsDocument stack = last.get(key(STACK, stackName));
        if (stack == null || !(texts.stack(stack) instanceof Parsed.Ok<StackSpec>(var spec))) {
            return Optional.empty();
        }
        List<SettingsDocument> all = new ArrayList<>();
        all.add(stack);
        all.add(last.get(key(REPOSITORY, spec.repository)));
        spec.policies.forEach(policy -> all.add(last.get(key(POLICY, policy))));
        for (SettingsDocument guard :
                last.tailMap(key(GUARD, ""), true).headMap(key(GUARD, "\uffff")).values()) {
            if (!(texts.guard(guard) instanceof Parsed.Ok<GuardSpec>(var guarded))) {
                return Optional.empty();
            }
            if (stackName.equals(guarded.stack)) {
                all.add(guard);
            }
        }
        return all.contains(null) ? Optional.empty() : Optional.of(of(all));
    }

    private static String key(String kind, String name) {
        return kind + " " + name;
    }
}
