package dev.holdpoint.app.policy;

import dev.holdpoint.app.policy.AdmissionPolicy.Named;
import dev.holdpoint.app.policy.AdmissionPolicy.Resources;
import dev.holdpoint.app.policy.AdmissionPolicy.Validation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** F6 and L2: who may take, use and free the lock of a stack. What a lock is, is the kind's own rules (L1). */
final class StateRules {
    private static final List<Resources> STATUS =
            List.of(new Resources(Cel.GROUP, List.of("stackstates/status"), List.of("CREATE", "UPDATE")));

    private StateRules() {}

    /** F6: claiming is taking the lock, in one write. */
    static AdmissionPolicy claim() {
        return AdmissionPolicy.always(
                "f6",
                "applying an order twice, or taking the lock for somebody else",
                STATUS,
                List.of(
                        Cel.POD,
                        new Named(
                                "claims",
                                "!has(oldObject.status) || !has(oldObject.status.lock)"
                                        + " ? has(object.status) && has(object.status.lock) : false"),
                        new Named("fence", "oldObject.?status.?fence.orValue(0)"),
                        new Named("last", "oldObject.?status.?lastOrder.orValue(0)")),
                List.of(
                        new Validation(
                                "!variables.claims || (variables.pod != '' && object.status.lock.holder == variables.pod)",
                                "holdpoint/F6: the lock is taken by an apply pod for itself: status.lock.holder is the"
                                        + " UID of the pod that its token is bound to"),
                        new Validation(
                                """
                                !variables.claims || (object.status.?fence.orValue(0) == variables.fence + 1
                                  && object.status.?lastOrder.orValue(0) > variables.last
                                  && object.status.lock.order == object.status.?lastOrder.orValue(0))""",
                                "holdpoint/F6: claiming raises the fence by one and names an order higher than every one"
                                        + " before; an order is never claimed twice")));
    }

    /** L2: the holder writes; the attestor tidies up behind runs that are gone; nobody else. */
    static AdmissionPolicy holder() {
        return AdmissionPolicy.always(
                "l2",
                "anyone else, and another stack's run, writing lock or state",
                STATUS,
                List.of(
                        Cel.POD,
                        Cel.attestor(),
                        new Named(
                                "holder",
                                "has(oldObject.status) && has(oldObject.status.lock) ? oldObject.status.lock.holder"
                                        + " : object.?status.?lock.?holder.orValue('')"),
                        new Named(
                                "apply",
                                "variables.pod != '' && variables.holder == variables.pod"
                                        + " && request.userInfo.username == '" + Cel.APPLY_ACCOUNTS
                                        + "' + oldObject.spec.applyAccount"),
                        new Named(
                                "tidies",
                                "variables.attestor && "
                                        + same("fence", "lastOrder", "lineage", "current", "established")
                                        + " && (!object.?status.?lock.hasValue() || " + same("lock") + ")"
                                        + " && (!object.?status.?unmerged.hasValue() || " + same("unmerged") + ")")),
                List.of(
                        new Validation(
                                "variables.apply || variables.tidies",
                                "holdpoint/L2: lock and state are written by the apply pod that holds the lock, under its"
                                        + " stack's own account; the attestor may only clear the holder, clear unmerged"
                                        + " and raise the ledger head"),
                        new Validation(
                                "variables.attestor || " + same("ledger"),
                                "holdpoint/L2: the ledger head is raised by the attestor alone")));
    }

    private static String same(String... fields) {
        return Stream.of(fields)
                .map(field -> "object.?status.?" + field + " == oldObject.?status.?" + field)
                .collect(Collectors.joining(" && "));
    }
}
