package dev.holdpoint.app.scan;

import dev.holdpoint.api.Permission;
import dev.holdpoint.api.PermitsSpec;
import dev.holdpoint.api.ProviderSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.scan.ConfigurationScan;
import dev.holdpoint.core.scan.ScanLaw;
import dev.holdpoint.core.scan.ScanReport;
import dev.holdpoint.core.scan.SensitiveLiterals;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The static scan of a tree under a stack's settings. Pure: the same tree and settings give the same report. */
public final class StaticScan {
    private StaticScan() {}

    /**
     * Scans a tree whose paths start at the root of the repository.
     *
     * @param stack whose {@code path} is the root module's folder
     */
    public static ScanReport of(Tree tree, StackSpec stack) {
        return ConfigurationScan.of(tree, law(stack), JsonConfiguration::read);
    }

    /** Scans a tree whose root is the root module, for a stack that nobody named: strict, but no provider is compared. */
    public static ScanReport withoutStack(Tree tree) {
        return ConfigurationScan.of(tree, ScanLaw.strict(), JsonConfiguration::read);
    }

    /** Texts that a tree gives to variables which it calls sensitive; empty when nobody can know them. */
    public static Optional<Set<String>> sensitive(Tree tree) {
        return SensitiveLiterals.of(tree, JsonConfiguration.LITERALLY);
    }

    /** What a stack allows. What it does not say is no. */
    static ScanLaw law(StackSpec stack) {
        Set<String> providers = Objects.requireNonNullElse(stack.providers, List.<ProviderSpec>of()).stream()
                .map(provider -> provider.source)
                .collect(Collectors.toSet());
        Optional<PermitsSpec> permits = Optional.ofNullable(stack.permits);
        return new ScanLaw(
                Objects.requireNonNullElse(stack.path, ""),
                Optional.of(providers),
                permit(permits.map(p -> p.provisioners)),
                permit(permits.map(p -> p.external)),
                Set.copyOf(Objects.requireNonNullElse(stack.remoteStates, List.of())));
    }

    private static ScanLaw.Permit permit(Optional<Permission> permission) {
        return permission
                .map(p -> switch (p) {
                    case Deny -> ScanLaw.Permit.REFUSE;
                    case Ask -> ScanLaw.Permit.ASK;
                })
                .orElse(ScanLaw.Permit.REFUSE);
    }
}
