package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import dev.holdpoint.core.scan.hcl.Expr;
import java.util.Optional;

/** Every provider that the files name or imply is one that the stack lists. */
final class ProvidersListed implements Rule {
    private static final String RULE = "scan-provider-unlisted";
    private static final String REMEDY =
            "Use the providers that the stack lists, or ask a platform engineer to list this one with its version and hash.";

    @Override
    public void judge(Configuration all, Notes notes) {
        ProviderNames names = ProviderNames.of(all);
        for (ProviderNames.Declared line : names.declared()) {
            if (line.source().isEmpty()) {
                notes.refuse(
                        RULE,
                        line.place(),
                        "the source of the provider " + Place.quoted(line.name()) + " is not written out.",
                        "Write source and version as literals.");
            } else {
                judge(all, line.place(), line.source().get(), notes);
            }
        }
        for (Source source : all.sources()) {
            for (Block block : source.body().blocks("provider")) {
                implied(all, names, source, block.label(0), block.line(), notes);
            }
            for (Block block : source.blocks(b -> isOfProvider(b.type()))) {
                String type = block.label(0);
                int end = type.indexOf('_');
                String prefix = end < 0 ? type : type.substring(0, end);
                String name = block.body()
                        .attribute("provider")
                        .map(ProvidersListed::named)
                        .orElse(prefix);
                implied(all, names, source, name, block.line(), notes);
            }
        }
    }

    private static boolean isOfProvider(String type) {
        return switch (type) {
            case "resource", "data", "ephemeral", "action" -> true;
            default -> false;
        };
    }

    /** {@code aws.west}, as a reference or, in the JSON form, as a text. Anything else names nothing that is listed. */
    private static String named(Attribute provider) {
        return switch (provider.value()) {
            case Expr.Reference reference -> reference.names().getFirst();
            case Expr.Text text -> text.literal().map(t -> t.split("\\.", 2)[0]).orElse("");
            // OpenTofu: aws.by_region["west"]; the name comes first.
            case Expr.Compound compound ->
                compound.inside().getFirst() instanceof Expr.Reference reference
                        ? reference.names().getFirst()
                        : "";
            case Expr other -> "";
        };
    }

    private static void implied(
            Configuration all, ProviderNames names, Source source, String name, int line, Notes notes) {
        judge(all, source.at(line), names.source(source.folder(), name), notes);
    }

    private static void judge(Configuration all, Place place, String source, Notes notes) {
        if (!all.law().allowsProvider(source)) {
            notes.refuse(RULE, place, "the stack does not list the provider " + Place.quoted(source) + ".", REMEDY);
        }
    }

    /** Whether a function's provider is one that the module may use. */
    static Optional<String> unlisted(Configuration all, ProviderNames names, String folder, String local) {
        String source = names.source(folder, local);
        return all.law().allowsProvider(source) ? Optional.empty() : Optional.of(source);
    }
}
