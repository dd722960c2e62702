package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import dev.holdpoint.core.scan.hcl.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code terraform_remote_state} is built in and cannot be left out; it reads other teams' states and sends the run's
 * backend credentials to any address. So every one of them is written out and listed by the stack.
 */
final class RemoteStates implements Rule {
    private static final String RULE = "scan-remote-state";
    private static final String REMEDY =
            "Ask a platform engineer to list the remote state in the stack, or pass the value as a variable.";

    /** The settings that make up the address of each backend, in order. */
    private static final Map<String, List<String>> ADDRESS = Map.of(
            "http", List.of("address"),
            "s3", List.of("bucket", "key"),
            "gcs", List.of("bucket", "prefix"),
            "azurerm", List.of("storage_account_name", "container_name", "key"));

    /** Settings that may stand beside the address: they choose neither a credential nor another place. */
    private static final Set<String> BESIDE = Set.of("region", "encrypt", "use_azuread_auth", "use_oidc");

    @Override
    public void judge(Configuration all, Notes notes) {
        for (Source source : all.sources()) {
            for (Block block : source.objects()) {
                if (block.label(0).equals("terraform_remote_state")) {
                    judge(all.law(), source.at(block.line()), block, notes);
                }
            }
        }
    }

    private static void judge(ScanLaw law, Place place, Block block, Notes notes) {
        Optional<String> name = name(block);
        if (name.isEmpty()) {
            notes.refuse(
                    RULE,
                    place,
                    "a remote state whose backend and address are not plainly written out.",
                    "Write backend and config as literals, with no other settings than the address. " + REMEDY);
        } else if (!law.remoteStates().contains(name.get())) {
            notes.refuse(
                    RULE, place, "the stack does not list the remote state " + Place.quoted(name.get()) + ".", REMEDY);
        } else {
            notes.record(RULE, place, "the remote state " + Place.quoted(name.get()) + " is read; the stack lists it.");
        }
    }

    /** Backend type and address as the stack would list them; empty when anything about them is not literal. */
    private static Optional<String> name(Block block) {
        Optional<String> backend =
                block.body().attribute("backend").flatMap(a -> a.value().literal());
        Optional<Expr> config = block.body().attribute("config").map(Attribute::value);
        if (backend.isEmpty()
                || !ADDRESS.containsKey(backend.get())
                || !(config.orElse(null) instanceof Expr.ObjectOf object)
                || !block.body().blocks().isEmpty()) {
            return Optional.empty();
        }
        List<String> address = ADDRESS.get(backend.get());
        for (Expr.Entry entry : object.entries()) {
            Optional<String> key = entry.key().literal();
            if (key.isEmpty() || !(address.contains(key.get()) || BESIDE.contains(key.get()))) {
                return Optional.empty();
            }
        }
        List<String> parts = new ArrayList<>();
        for (String key : address) {
            Optional<String> part = object.value(key).flatMap(Expr::literal);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of(backend.get() + " " + String.join("/", parts));
    }
}
