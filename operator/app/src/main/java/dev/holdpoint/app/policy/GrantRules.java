package dev.holdpoint.app.policy;

import dev.holdpoint.app.policy.AdmissionPolicy.Named;
import dev.holdpoint.app.policy.AdmissionPolicy.Resources;
import dev.holdpoint.app.policy.AdmissionPolicy.Validation;
import java.util.List;

/** P1 and R3: an approval as a fact that the API server can ask for, and the Job that needs it. */
final class GrantRules {
    /** Places where the fact would be planted. */
    private static final String PLACES = "['" + Cel.APPROVALS + "', 'holdpoint-none']";

    private GrantRules() {}

    /** P1: only the attestor writes grants, and a grant is about one plan. */
    static AdmissionPolicy grants(PolicyValues values) {
        return new AdmissionPolicy(
                "p1",
                "forged, old and blanket grants",
                List.of(new Resources(
                        "rbac.authorization.k8s.io",
                        List.of("roles", "rolebindings"),
                        List.of("CREATE", "UPDATE", "DELETE"))),
                List.of(new Named("about-grants", "has(request.namespace) && request.namespace in " + PLACES)),
                List.of(
                        Cel.attestor(),
                        new Named("gone", "request.operation == 'DELETE'"),
                        new Named("binding", "request.resource.resource == 'rolebindings'"),
                        new Named("grant", """
                                variables.binding
                                  ? object.roleRef.kind == 'Role' && object.roleRef.name == object.metadata.name
                                    && size(object.?subjects.orValue([])) == 1
                                    && object.subjects[0].kind == 'ServiceAccount'
                                    && object.subjects[0].name == 'approved-plans'
                                    && object.subjects[0].?namespace.orValue('') == 'holdpoint-approvals'
                                  : size(object.?rules.orValue([])) == 1
                                    && object.rules[0].?apiGroups.orValue([]) == ['holdpoint.dev']
                                    && object.rules[0].?resources.orValue([]) == ['approvedplans']
                                    && object.rules[0].?verbs.orValue([]) == ['apply']
                                    && object.rules[0].?resourceNames.orValue([]) == [object.metadata.name]"""),
                        new Named(
                                "installation",
                                Cel.installer(values)
                                        + " && !variables.gone && object.metadata.name.startsWith('holdpoint-') && ("
                                        + """
                                variables.binding
                                  ? object.roleRef.kind == 'Role'
                                    && object.?subjects.orValue([]).all(s, s.kind == 'ServiceAccount'
                                        && s.?namespace.orValue('') == 'holdpoint-system' && s.name == 'attestor')
                                  : object.?rules.orValue([]).all(r,
                                        r.?apiGroups.orValue([]) == ['rbac.authorization.k8s.io']))""")),
                List.of(
                        new Validation(
                                "variables.attestor || variables.installation",
                                "holdpoint/P1: grants are written and dropped by the attestor alone, after it verified"
                                        + " the signed votes"),
                        new Validation(
                                "!variables.attestor || (request.namespace == '" + Cel.APPROVALS
                                        + "' && (variables.gone"
                                        + " ? !oldObject.metadata.name.startsWith('holdpoint-')"
                                        + " : request.operation == 'CREATE' && variables.grant"
                                        + " && !object.metadata.name.startsWith('holdpoint-')))",
                                "holdpoint/P1: a grant is one Role and one RoleBinding of one name, for one plan of one"
                                        + " round, and never changes")));
    }

    /** R3: no apply Job without a grant; a grant that stands everywhere is none. */
    static AdmissionPolicy applyJobs() {
        return new AdmissionPolicy(
                "r3",
                "starting an unapproved plan",
                List.of(new Resources("batch", List.of("jobs"), List.of("CREATE"))),
                List.of(new Named(
                        "an-apply-run", "has(request.namespace) && request.namespace == '" + Cel.RUNS_APPLY + "'")),
                List.of(
                        Cel.controller(),
                        new Named("about", "object.metadata.?labels.orValue({})"),
                        new Named("plan", "object.metadata.?annotations[?'holdpoint.dev/plan-digest'].orValue('')"),
                        new Named("grant", """
                                variables.plan.matches('^[0-9a-f]{64}$')
                                  ? variables.about[?'holdpoint.dev/change-uid'].orValue('') + '-r'
                                    + variables.about[?'holdpoint.dev/round'].orValue('') + '-'
                                    + variables.plan.substring(0, 32) + '-'
                                    + variables.about[?'holdpoint.dev/stack'].orValue('')
                                  : 'none'""")),
                List.of(
                        new Validation(
                                "variables.controller", "holdpoint/R3: apply Jobs are started by the controller alone"),
                        new Validation(
                                asked(Cel.APPROVALS),
                                "holdpoint/R3: the attestor has granted no such order: this plan of this round of this"
                                        + " change is not approved for this stack"),
                        new Validation(
                                "!" + asked("holdpoint-none"),
                                "holdpoint/R3: the account approved-plans is allowed everything everywhere, so that a"
                                        + " grant means nothing; find and delete the binding that names it"),
                        new Validation(
                                "object.spec.template.spec.?serviceAccountName.orValue('')"
                                        + " == variables.about[?'holdpoint.dev/stack'].orValue('none')",
                                "holdpoint/R3: an apply run works under its own stack's account")));
    }

    private static String asked(String namespace) {
        return "authorizer.serviceAccount('" + Cel.APPROVALS + "', 'approved-plans').group('" + Cel.GROUP
                + "').resource('approvedplans').namespace('" + namespace
                + "').name(variables.grant).check('apply').allowed()";
    }
}
