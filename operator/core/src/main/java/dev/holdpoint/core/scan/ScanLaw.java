package dev.holdpoint.core.scan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a stack allows its configuration to do.
 *
 * @param root folder of the root module in the tree; empty when the tree is the root module
 * @param providers sources as {@code hashicorp/aws}; empty when nobody said which (a scan without a stack), and then
 *     no provider is compared
 * @param provisioners may a provisioner, a connection or an action stand in the files, to be asked about
 * @param external may a data source that starts a program stand in the files, to be asked about
 * @param remoteStates those that may be read, as backend type, blank, address
 */
public record ScanLaw(
        String root, Optional<Set<String>> providers, Permit provisioners, Permit external, Set<String> remoteStates) {
    private static final List<String> DEFAULT_HOSTS = List.of("registry.terraform.io", "registry.opentofu.org");

    /** Whether something that runs code is refused, or left for people to decide. */
    public enum Permit {
        REFUSE,
        ASK
    }

    public ScanLaw {
        providers = providers.map(
                all -> Set.copyOf(all.stream().map(ScanLaw::source).toList()));
        remoteStates = Set.copyOf(remoteStates);
    }

    /** The strictest law that compares no providers: for a scan of a folder whose stack is unknown. */
    public static ScanLaw strict() {
        return new ScanLaw("", Optional.empty(), Permit.REFUSE, Permit.REFUSE, Set.of());
    }

    /** Whether runs may use the provider of this source; what is built into the engine always. */
    boolean allowsProvider(String written) {
        String source = source(written);
        return providers.isEmpty()
                || providers.get().contains(source)
                || source.equals("terraform.io/builtin/terraform");
    }

    /**
     * One spelling for one provider: lower case, {@code hashicorp/} where no namespace is written, and without the
     * engines' own registries, which serve the same namespaces under two hosts.
     */
    static String source(String written) {
        String lower = written.toLowerCase(Locale.ROOT);
        int slash = lower.indexOf('/');
        if (slash < 0) {
            return "hashicorp/" + lower;
        }
        return DEFAULT_HOSTS.contains(lower.substring(0, slash)) && lower.indexOf('/', slash + 1) > 0
                ? lower.substring(slash + 1)
                : lower;
    }
}
