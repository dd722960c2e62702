package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Expr;
import java.util.Optional;

/** A provider's function runs that provider's program while the plan is made. */
final class ProviderFunctions implements Rule {
    @Override
    public void judge(Configuration all, Notes notes) {
        ProviderNames names = ProviderNames.of(all);
        for (Source source : all.sources()) {
            Expressions.calls(source.body(), (call, hidden) -> judge(all, names, source, call, notes));
        }
    }

    private static void judge(Configuration all, ProviderNames names, Source source, Expr.Call call, Notes notes) {
        if (!call.name().contains("::")) {
            return;
        }
        String[] parts = call.name().split("::");
        Optional<String> unlisted = parts.length >= 3 && parts[0].equals("provider")
                ? ProvidersListed.unlisted(all, names, source.folder(), parts[1])
                : Optional.of("(unknown namespace)");
        unlisted.ifPresent(from -> notes.refuse(
                "scan-provider-function",
                source.at(call.line()),
                "the function " + Place.quoted(call.name()) + " comes from " + Place.quoted(from)
                        + ", which the stack does not list.",
                "Use a built-in function, or ask a platform engineer to list the provider."));
    }
}
