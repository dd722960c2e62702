package dev.holdpoint.app.derive;

import dev.holdpoint.api.CloudSpec;
import dev.holdpoint.api.CloudVariable;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Stalled;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the engine finds its cloud by: variables and the audience of its token, from the stack's signed settings and from
 * nowhere else. A provider block of a repository may not name credentials or endpoints, so this is the only place.
 */
public final class CloudEnvironment {
    private static final Pattern NAME = Pattern.compile("(AWS|GOOGLE|ARM|AZURE)_[A-Z0-9_]{1,60}");
    private static final Pattern VALUE = Pattern.compile("[ -~]{0,512}");

    /** A spec is readable by many, lies in Git and is kept for ever. */
    private static final Pattern SECRET =
            Pattern.compile(".*(SECRET|PASSWORD|ACCESS_KEY|TOKEN|CREDENTIALS|CERTIFICATE).*");

    /** The exceptions: these name a file. */
    private static final Pattern FILE = Pattern.compile(".*_FILE(_PATH)?");

    /** What clouds' token services take. The API server and our own desks take none of these. */
    private static final Pattern AUDIENCE = Pattern.compile("sts\\.amazonaws\\.com(\\.cn)?|api://AzureADTokenExchange"
            + "|(https:)?//iam\\.googleapis\\.com/[A-Za-z0-9._/-]{1,300}");

    private CloudEnvironment() {}

    /**
     * The variables of a run.
     *
     * @param stack its name, for the message
     * @throws Stalled if a name is not allowed, is there twice, or names a secret
     */
    public static Map<String, String> of(String stack, RunKind kind, StackSpec spec) {
        Map<String, String> all = new TreeMap<>();
        for (CloudVariable variable : variables(kind, spec.cloud)) {
            if (!isAllowed(variable) || all.put(variable.name, variable.value) != null) {
                throw new Stalled("stack " + stack + ": `cloud` may not set " + variable.name
                        + " so (once each; AWS_, GOOGLE_, ARM_ or AZURE_; no keys, passwords or secrets, for which there"
                        + " is the account's token); correct it and sign the stack again");
            }
        }
        return all;
    }

    /**
     * Audience of the account's token for the cloud; empty when the run gets none.
     *
     * @throws Stalled if it is one that somebody else than a cloud might take
     */
    public static Optional<String> audience(String stack, RunKind kind, StackSpec spec) {
        if (kind == RunKind.RENDER || spec.cloud == null || spec.cloud.tokenAudience == null) {
            return Optional.empty();
        }
        if (!AUDIENCE.matcher(spec.cloud.tokenAudience).matches()) {
            throw new Stalled("stack " + stack + ": " + spec.cloud.tokenAudience
                    + " is no token service of a cloud; correct `cloud.tokenAudience` and sign the stack again");
        }
        return Optional.of(spec.cloud.tokenAudience);
    }

    private static List<CloudVariable> variables(RunKind kind, CloudSpec cloud) {
        if (cloud == null) {
            return List.of();
        }
        List<CloudVariable> named = switch (kind) {
            case PLAN -> cloud.plan;
            case RENDER -> null;
            case APPLY -> cloud.apply;
        };
        return Objects.requireNonNullElse(named, List.of());
    }

    private static boolean isAllowed(CloudVariable variable) {
        return variable.name != null
                && variable.value != null
                && NAME.matcher(variable.name).matches()
                && VALUE.matcher(variable.value).matches()
                && (!SECRET.matcher(variable.name).matches()
                        || FILE.matcher(variable.name).matches());
    }
}
