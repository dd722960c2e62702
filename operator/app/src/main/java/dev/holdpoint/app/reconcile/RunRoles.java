package dev.holdpoint.app.reconcile;

/** Who asks for runs: the names of the two roles in Jobs' labels and digests. */
final class RunRoles {
    static final String OPERATOR = "operator";
    static final String ATTESTOR = "attestor";

    private RunRoles() {}
}
