package dev.holdpoint.app.port;

/**
 * Labels and annotations of runs, on the Job and on its pod alike, and the environment by which an apply run's companion
 * learns them through the downward API. The admission policies judge them by these names.
 */
public final class RunLabels {
    /** Life of the account's token for the cloud, the shortest that Kubernetes gives: a dead pod's stays good so long. */
    public static final long CLOUD_TOKEN_SECONDS = 600;

    /** Label: UID of the change. */
    public static final String CHANGE_UID = "holdpoint.dev/change-uid";

    /** Label: round of the change. */
    public static final String ROUND = "holdpoint.dev/round";

    /** Label: attempt of the run, from 1. */
    public static final String ATTEMPT = "holdpoint.dev/attempt";

    /** Label: {@link RunKind#word()}. */
    public static final String KIND = "holdpoint.dev/kind";

    /** Label: {@link Desk#OPERATOR} or {@link Desk#ATTESTOR}. */
    public static final String ASKER = "holdpoint.dev/asker";

    /** Label: name of the stack. */
    public static final String STACK = "holdpoint.dev/stack";

    /** Annotation of apply runs: number of the order. */
    public static final String ORDER = "holdpoint.dev/order";

    /** Annotation of render and apply runs: hexadecimal digest of the plan. */
    public static final String PLAN_DIGEST = "holdpoint.dev/plan-digest";

    /** Annotation: hexadecimal digest of the settings in force that the run was made from. */
    public static final String SETTINGS = "holdpoint.dev/settings";

    /** Annotation: namespace/name of the change. */
    public static final String CHANGE = "holdpoint.dev/change";

    /** Annotation: {@link Desk#address()}. */
    public static final String DESK = "holdpoint.dev/desk";

    /** Annotation: {@link Desk#pin()}. */
    public static final String DESK_PIN = "holdpoint.dev/desk-pin";

    /** Environment of an apply run's companion, from {@link #CHANGE}. */
    public static final String CHANGE_ENV = "HOLDPOINT_CHANGE";

    /** Environment of an apply run's companion, from {@link #CHANGE_UID}. */
    public static final String CHANGE_UID_ENV = "HOLDPOINT_CHANGE_UID";

    /** Environment of an apply run's companion, from {@link #ROUND}. */
    public static final String ROUND_ENV = "HOLDPOINT_ROUND";

    /** Environment of an apply run's companion, from {@link #STACK}. */
    public static final String STACK_ENV = "HOLDPOINT_STACK";

    /** Environment of an apply run's companion, from {@link #ORDER}. */
    public static final String ORDER_ENV = "HOLDPOINT_ORDER";

    /** Environment of an apply run's companion, from {@link #PLAN_DIGEST}. */
    public static final String PLAN_DIGEST_ENV = "HOLDPOINT_PLAN_DIGEST";

    /** Folder of an apply run's companion: the read-only Git credential, {@code url}, {@code username}, {@code password}. */
    public static final String GIT_FOLDER = "/var/run/holdpoint-git";

    private RunLabels() {}

    /** The Secret in holdpoint-runs-apply that is mounted at {@link #GIT_FOLDER}. */
    public static String gitSecret(String repository) {
        return "git-read-" + repository;
    }
}
