package dev.holdpoint.app.derive;

import dev.holdpoint.api.EngineName;
import dev.holdpoint.api.ProviderSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.plan.ProviderLock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The dependency lock that a stack's signed settings stand for. Plan runs start from it, and every later run works with
 * a part of it: no lock file of a repository is ever used.
 */
public final class StackLock {
    /** The engines serve the same namespaces under two hosts; a source that names one of them means the engine's own. */
    private static final Pattern OWN_HOST = Pattern.compile("^registry\\.(terraform\\.io|opentofu\\.org)/(?=[^/]+/)");

    private StackLock() {}

    /**
     * The lock of a stack.
     *
     * @param stack its name, for the message
     * @throws Stalled if an entry lacks its hash or has a part of another form: settings that pin nothing are none
     */
    public static ProviderLock of(String stack, StackSpec spec) {
        List<ProviderLock.Entry> entries = new ArrayList<>();
        for (ProviderSpec provider : Objects.requireNonNullElse(spec.providers, List.<ProviderSpec>of())) {
            entries.add(entry(stack, spec, provider));
        }
        try {
            return new ProviderLock(entries);
        } catch (IllegalArgumentException e) {
            throw new Stalled(
                    "stack " + stack + ": " + e.getMessage() + " in `providers`; keep one and sign it again", e);
        }
    }

    private static ProviderLock.Entry entry(String stack, StackSpec spec, ProviderSpec provider) {
        try {
            return new ProviderLock.Entry(address(spec.engine.name, provider.source), provider.version, provider.h1);
        } catch (IllegalArgumentException e) {
            throw new Stalled(
                    "stack " + stack + ": the provider " + provider.source + " is not pinned: " + e.getMessage()
                            + "; write what `providers lock -fs-mirror` prints for the runners' platform, and sign the"
                            + " stack again",
                    e);
        }
    }

    /** The full address by which an engine knows a source. */
    private static String address(EngineName engine, String source) {
        String own = OWN_HOST.matcher(Objects.requireNonNullElse(source, "")).replaceFirst("");
        if (own.chars().filter(c -> c == '/').count() != 1) {
            return own;
        }
        return switch (engine) {
            case OpenTofu -> "registry.opentofu.org/" + own;
            case Terraform -> "registry.terraform.io/" + own;
        };
    }

    /**
     * Holds a lock that came from elsewhere (a plan object, another role) against the stack's settings.
     *
     * @return what is wrong with it; empty when it is the stack's lock, or that without what the configuration does not
     *     use
     */
    public static Optional<String> problem(String stack, StackSpec spec, String lockFile) {
        return switch (ProviderLock.read(lockFile)) {
            case ProviderLock.Reading.Unreadable(var why) -> Optional.of(why);
            case ProviderLock.Reading.Sound(var lock) ->
                lock.beyond(of(stack, spec))
                        .map(entry -> "the dependency lock has the provider " + entry.address() + " " + entry.version()
                                + " in a form that the settings of the stack do not name");
        };
    }
}
