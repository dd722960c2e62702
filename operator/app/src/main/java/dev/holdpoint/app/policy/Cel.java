package dev.holdpoint.app.policy;

import dev.holdpoint.app.policy.AdmissionPolicy.Named;
import java.util.List;
import java.util.stream.Collectors;

/** Expressions that several rules share. Every optional is asked for with {@code has()} or {@code .?}: an error denies. */
final class Cel {
    static final String GROUP = "holdpoint.dev";
    static final String SYSTEM = "holdpoint-system";
    static final String STATE = "holdpoint-state";
    static final String APPROVALS = "holdpoint-approvals";
    static final String RUNS_APPLY = "holdpoint-runs-apply";
    static final String APPLY_ACCOUNTS = "system:serviceaccount:" + RUNS_APPLY + ":";

    /** People who together may do what nobody may alone. */
    static final String BREAK_GLASS =
            "(has(request.userInfo.groups)" + " && request.userInfo.groups.exists(g, g == 'holdpoint-breakglass'))";

    /** Whoever confirms a deletion writes their user name here; rule D3. */
    static final String CONFIRMATION = "holdpoint.dev/delete-confirmed-by";

    /** Our namespaces, fixed names. */
    static final List<String> NAMESPACES = List.of(
            SYSTEM,
            "holdpoint-agents",
            STATE,
            APPROVALS,
            "holdpoint-none",
            "holdpoint-runs-plan",
            "holdpoint-runs-render",
            RUNS_APPLY);

    private Cel() {}

    /**
     * The account itself: a token that the API server issued carries a credential id, which a mere impersonation by
     * name does not.
     */
    static String account(String name) {
        return "(request.userInfo.username == 'system:serviceaccount:" + SYSTEM + ":" + name + "' && "
                + hasExtra("authentication.kubernetes.io/credential-id") + ")";
    }

    private static String hasExtra(String key) {
        return "has(request.userInfo.extra) && '" + key + "' in request.userInfo.extra";
    }

    /** UID of the pod that the caller's token is bound to; empty for everybody else. */
    static final Named POD = new Named(
            "pod",
            hasExtra("authentication.kubernetes.io/pod-uid") + " && "
                    + hasExtra("authentication.kubernetes.io/credential-id")
                    + " ? string(request.userInfo.extra['authentication.kubernetes.io/pod-uid'][0]) : ''");

    static String installer(PolicyValues values) {
        return "(request.userInfo.username in " + strings(values.installers()) + ")";
    }

    static String strings(List<String> values) {
        return values.stream().collect(Collectors.joining("', '", "['", "']")).replace("['']", "[]");
    }

    static Named controller() {
        return new Named("controller", account("controller"));
    }

    static Named attestor() {
        return new Named("attestor", account("attestor"));
    }

    /** True when a list in metadata is absent or empty. */
    static String none(String list) {
        return "size(object.metadata.?" + list + ".orValue([])) == 0";
    }

    /** The confirmation on this object, or nothing. */
    static String confirmation(String object) {
        return object + ".metadata.?annotations['" + CONFIRMATION + "'].orValue('')";
    }
}
