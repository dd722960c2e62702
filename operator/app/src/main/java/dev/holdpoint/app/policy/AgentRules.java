package dev.holdpoint.app.policy;

import dev.holdpoint.app.policy.AdmissionPolicy.Named;
import dev.holdpoint.app.policy.AdmissionPolicy.Resources;
import dev.holdpoint.app.policy.AdmissionPolicy.Validation;
import java.util.List;

/** A: what agents may do at all, whatever RBAC says. */
final class AgentRules {
    private AgentRules() {}

    /** A1: the jail. It looks at every request of an agent, so it must name what is allowed, never what is not. */
    static AdmissionPolicy jail(PolicyValues values) {
        String agent = "request.userInfo.username.startsWith('system:serviceaccount:holdpoint-agents:')"
                + " || (has(request.userInfo.groups) && request.userInfo.groups.exists(g, g =="
                + " 'system:serviceaccounts:holdpoint-agents')) || request.userInfo.username in "
                + Cel.strings(values.agents());
        return new AdmissionPolicy(
                "a1",
                "an agent using any permission that sloppy RBAC gave it",
                List.of(new Resources("*", List.of("*/*"), List.of("*"))),
                List.of(new Named("is-an-agent", agent)),
                List.of(new Named(
                        "change",
                        "request.resource.group == 'holdpoint.dev'"
                                + " && request.resource.resource == 'infrastructurechanges'"
                                + " && (!has(request.subResource) || request.subResource == '')")),
                List.of(
                        new Validation(
                                """
                        variables.change && (request.operation == 'CREATE'
                          || (request.operation == 'UPDATE'
                              && oldObject.spec.requester == request.userInfo.username
                              && has(object.spec.withdrawal)))""",
                                "holdpoint/A1: an agent may create InfrastructureChanges and withdraw its own, nothing else."
                                        + " Put what you want done into a change: people review its plan, and Holdpoint applies it.")));
    }

    /** A2: who asks is who is asked about. */
    static AdmissionPolicy trueIdentity() {
        return AdmissionPolicy.always(
                "a2",
                "a change in somebody else's name, or one that plants metadata for later",
                List.of(new Resources(Cel.GROUP, List.of("infrastructurechanges"), List.of("CREATE", "UPDATE"))),
                List.of(Cel.controller(), new Named("reserved", """
                                object.metadata.?annotations.orValue({}).exists(k, k.startsWith('holdpoint.dev/')
                                    && oldObject.?metadata.?annotations[k] != object.metadata.?annotations[k])
                                  || object.metadata.?labels.orValue({}).exists(k, k.startsWith('holdpoint.dev/')
                                    && oldObject.?metadata.?labels[k] != object.metadata.?labels[k])""")),
                List.of(
                        new Validation(
                                """
                                request.operation != 'CREATE'
                                  || object.spec.requester == request.userInfo.username
                                  || (variables.controller && object.spec.requester.matches('^forge:[^:]+:[^:]+$'))""",
                                "holdpoint/A2: spec.requester must be your own user name, as `kubectl auth whoami`"
                                        + " prints it"),
                        new Validation(
                                "request.operation != 'CREATE' || variables.controller"
                                        + " || !object.spec.requester.startsWith('forge:')",
                                "holdpoint/A2: requesters of the form forge:… are for pushed branches, written by the"
                                        + " controller"),
                        new Validation(
                                "variables.controller || (" + Cel.none("ownerReferences") + " && "
                                        + Cel.none("finalizers") + ")",
                                "holdpoint/A2: a change has no ownerReferences and no finalizers"),
                        new Validation(
                                "variables.controller || !variables.reserved",
                                "holdpoint/A2: annotations and labels of holdpoint.dev/ are reserved; leave them out")));
    }
}
