package dev.holdpoint.app.adapter.kube;

/** The namespaces of an installation. Fixed names: the admission policies name them literally. */
public final class Places {
    public static final String SYSTEM = "holdpoint-system";
    public static final String AGENTS = "holdpoint-agents";
    public static final String STATE = "holdpoint-state";
    public static final String APPROVALS = "holdpoint-approvals";
    public static final String RUNS_PLAN = "holdpoint-runs-plan";
    public static final String RUNS_RENDER = "holdpoint-runs-render";
    public static final String RUNS_APPLY = "holdpoint-runs-apply";

    private Places() {}
}
