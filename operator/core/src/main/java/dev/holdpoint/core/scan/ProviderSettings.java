package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import dev.holdpoint.core.scan.hcl.Body;
import dev.holdpoint.core.scan.hcl.Expr;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A provider block of an approved provider can still read files, start programs ({@code credential_process}) or send
 * its requests elsewhere. The identity of a run comes from its account, not from the tree.
 */
final class ProviderSettings implements Rule {
    private static final String RULE = "scan-provider-setting";
    private static final String REMEDY = "Remove it; credentials and endpoints come from the run's own account.";
    private static final Set<String> NAMES = Set.of(
            "profile",
            "exec",
            "credentials",
            "credential_process",
            "shared_config_files",
            "shared_config_file",
            "shared_credentials_files",
            "shared_credentials_file",
            "web_identity_token_file",
            "custom_ca_bundle",
            "endpoint",
            "endpoints",
            "http_proxy",
            "https_proxy",
            "proxy_url",
            "proxy_command",
            "metadata_host",
            "metadata_url",
            "config_context_file",
            "kubeconfig",
            "auth_plugin",
            "command",
            "program",
            "private_key_path");
    private static final List<String> ENDINGS = List.of(
            "_file",
            "_files",
            "_path",
            "_paths",
            "_endpoint",
            "_endpoints",
            "_command",
            "_program",
            "_proxy",
            "_plugin");

    /** Arguments that hold settings of their own: written out, or they could hold anything. */
    private static final Set<String> NESTED = Set.of(
            "kubernetes",
            "registry",
            "registries",
            "assume_role",
            "assume_role_with_web_identity",
            "auth_login",
            "experiments",
            "features");

    /** Free names below these are labels, no settings. */
    private static final Set<String> LABELS =
            Set.of("default_tags", "ignore_tags", "default_labels", "default_annotations");

    @Override
    public void judge(Configuration all, Notes notes) {
        for (Source source : all.sources()) {
            for (Block provider : source.body().blocks("provider")) {
                judge(source, provider.body(), notes);
            }
        }
    }

    private static void judge(Source source, Body body, Notes notes) {
        for (Attribute attribute : body.attributes()) {
            judge(source, attribute.name(), attribute.line(), notes);
            if (!LABELS.contains(attribute.name())) {
                if (NESTED.contains(attribute.name()) && !isWrittenOut(attribute.value())) {
                    notes.refuse(
                            RULE,
                            source.at(attribute.line()),
                            "the provider setting " + Place.quoted(attribute.name()) + " is computed.",
                            "Write the settings out.");
                }
                inside(source, attribute.value(), notes);
            }
        }
        for (Block block : body.blocks()) {
            String name = block.type().equals("dynamic") ? block.label(0) : block.type();
            judge(source, name, block.line(), notes);
            if (!LABELS.contains(name)) {
                judge(source, block.body(), notes);
            }
        }
    }

    /** Settings that are written as objects. */
    private static void inside(Source source, Expr value, Notes notes) {
        if (value instanceof Expr.ObjectOf object) {
            for (Expr.Entry entry : object.entries()) {
                Optional<String> key = entry.key().literal();
                if (key.isEmpty()) {
                    notes.refuse(
                            RULE,
                            source.at(entry.key().line()),
                            "a key of a provider setting is computed.",
                            "Write it out.");
                } else if (!LABELS.contains(key.get())) {
                    judge(source, key.get(), entry.key().line(), notes);
                    inside(source, entry.value(), notes);
                }
            }
        } else {
            value.children().forEach(child -> inside(source, child, notes));
        }
    }

    /** An object with literal keys, or a list of such, all the way down to where values begin. */
    private static boolean isWrittenOut(Expr value) {
        return switch (value) {
            case Expr.ObjectOf object -> true;
            case Expr.ListOf list -> list.items().stream().allMatch(ProviderSettings::isWrittenOut);
            case Expr.Scalar scalar -> true;
            case Expr.Text text -> text.literal().isPresent();
            case Expr.Reference reference -> false;
            case Expr.Call call -> false;
            case Expr.For loop -> false;
            case Expr.Compound compound -> false;
        };
    }

    private static void judge(Source source, String name, int line, Notes notes) {
        if (NAMES.contains(name) || ENDINGS.stream().anyMatch(name::endsWith)) {
            notes.refuse(
                    RULE,
                    source.at(line),
                    "the provider setting " + Place.quoted(name)
                            + " reads a file, starts a program or sends requests elsewhere.",
                    REMEDY);
        }
    }
}
