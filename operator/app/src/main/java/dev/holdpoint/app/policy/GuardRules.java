package dev.holdpoint.app.policy;

import dev.holdpoint.app.policy.AdmissionPolicy.Named;
import dev.holdpoint.app.policy.AdmissionPolicy.Resources;
import dev.holdpoint.app.policy.AdmissionPolicy.Validation;
import java.util.List;

/** N1, T1, C1 and G1: the ground that the other rules stand on. */
final class GuardRules {
    private static final String OURS = Cel.strings(Cel.NAMESPACES);

    private GuardRules() {}

    /** N1: namespaces. Judged by the old labels, so that stripping one in the same update changes nothing. */
    static AdmissionPolicy namespaces() {
        return new AdmissionPolicy(
                "n1",
                "deleting or reopening our namespaces, and what lies in them with them",
                List.of(
                        new Resources("", List.of("namespaces"), List.of("UPDATE", "DELETE")),
                        new Resources("", List.of("namespaces/finalize"), List.of("CREATE", "UPDATE"))),
                List.of(new Named(
                        "ours",
                        "oldObject != null && oldObject.metadata.name in " + OURS
                                + " || has(request.name) && request.name in " + OURS)),
                List.of(new Named("finalize", "has(request.subResource) && request.subResource == 'finalize'")),
                List.of(
                        new Validation(
                                "request.operation != 'DELETE'",
                                "holdpoint/N1: the namespaces of Holdpoint are never deleted: states and settings would"
                                        + " go with them"),
                        new Validation(
                                "request.operation == 'DELETE' || variables.finalize"
                                        + " || object.metadata.?labels == oldObject.metadata.?labels",
                                "holdpoint/N1: the labels of Holdpoint's namespaces are frozen; they hold the limits of"
                                        + " its pods"),
                        new Validation(
                                "!variables.finalize || request.userInfo.username =="
                                        + " 'system:serviceaccount:kube-system:namespace-controller'",
                                "holdpoint/N1: only the namespace controller finalizes Holdpoint's namespaces")));
    }

    /** T1: nobody mints an identity of ours. */
    static AdmissionPolicy tokens() {
        return new AdmissionPolicy(
                "t1",
                "minted identities",
                List.of(new Resources("", List.of("serviceaccounts/token"), List.of("CREATE"))),
                List.of(new Named(
                        "ours",
                        "has(request.namespace) && (request.namespace == '" + Cel.SYSTEM
                                + "' || request.namespace.startsWith('holdpoint-runs-'))")),
                List.of(),
                List.of(
                        new Validation(
                                "request.userInfo.username.startsWith('system:node:')"
                                        + " && has(request.userInfo.groups)"
                                        + " && request.userInfo.groups.exists(g, g == 'system:nodes')",
                                "holdpoint/T1: tokens of Holdpoint's accounts are asked for by kubelets only, for their"
                                        + " pods"),
                        new Validation(
                                "object.spec.?boundObjectRef.?kind.orValue('') == 'Pod'"
                                        + " && object.spec.?boundObjectRef.?uid.orValue('') != ''",
                                "holdpoint/T1: tokens of Holdpoint's accounts are bound to a pod")));
    }

    /** C1: nobody steps into a run. */
    static AdmissionPolicy noStepIn() {
        return new AdmissionPolicy(
                "c1",
                "stepping into a run, or into the attestor",
                List.of(
                        new Resources(
                                "",
                                List.of("pods/exec", "pods/attach", "pods/portforward", "pods/proxy", "services/proxy"),
                                List.of("*")),
                        new Resources("", List.of("pods/ephemeralcontainers"), List.of("CREATE", "UPDATE"))),
                List.of(new Named("ours", "has(request.namespace) && request.namespace in " + OURS)),
                List.of(),
                List.of(new Validation(
                        "false", "holdpoint/C1: nobody steps into Holdpoint's pods; read their logs (kubectl logs)")));
    }

    /** G1: the rules themselves. */
    static AdmissionPolicy rules(PolicyValues values) {
        return new AdmissionPolicy(
                "g1",
                "deleting or weakening a rule",
                List.of(new Resources(
                        "admissionregistration.k8s.io",
                        List.of(
                                "validatingadmissionpolicies",
                                "validatingadmissionpolicybindings",
                                "validatingwebhookconfigurations",
                                "mutatingwebhookconfigurations",
                                "mutatingadmissionpolicies",
                                "mutatingadmissionpolicybindings"),
                        List.of("UPDATE", "DELETE"))),
                List.of(new Named("ours", "oldObject == null || oldObject.metadata.name.startsWith('holdpoint-')")),
                List.of(),
                List.of(
                        new Validation(
                                "request.operation != 'DELETE'",
                                "holdpoint/G1: the rules of Holdpoint are never deleted; the installer may change them"),
                        new Validation(
                                "request.operation == 'DELETE' || " + Cel.installer(values),
                                "holdpoint/G1: the rules of Holdpoint are changed by the installer alone")));
    }
}
