package dev.holdpoint.app.policy;

import dev.holdpoint.app.policy.AdmissionPolicy.Named;
import dev.holdpoint.app.policy.AdmissionPolicy.Resources;
import dev.holdpoint.app.policy.AdmissionPolicy.Validation;
import java.util.List;

/** D: what protects does not vanish by one hand. */
final class DeletionRules {
    /** All kinds but InfrastructureChange. */
    static final List<String> PROTECTIVE = List.of(
            "infrastructurestacks",
            "changerepositories",
            "changepolicies",
            "approverrosters",
            "deletionguards",
            "stackstates",
            "infrastructureplans",
            "breakglasses");

    private DeletionRules() {}

    private static List<Resources> protective(String operation) {
        return List.of(new Resources(Cel.GROUP, PROTECTIVE, List.of(operation)));
    }

    /** D1: one object, named. */
    static AdmissionPolicy byName() {
        return AdmissionPolicy.always(
                "d1",
                "deletecollection: everything of a kind in one request",
                protective("DELETE"),
                List.of(),
                List.of(new Validation(
                        "has(request.name) && request.name != ''",
                        "holdpoint/D1: what protects is deleted one by one and by name; deletecollection is refused")));
    }

    /** D2: two people, and both of the group. */
    static AdmissionPolicy twoPeople() {
        return AdmissionPolicy.always(
                "d2",
                "one person, the garbage collector or an operator's bug deleting what protects",
                protective("DELETE"),
                List.of(
                        new Named("confirmed", Cel.confirmation("oldObject")),
                        new Named(
                                "plan",
                                "request.resource.resource == 'infrastructureplans' && " + Cel.account("retention"))),
                List.of(new Validation(
                        "variables.plan || (" + Cel.BREAK_GLASS + " && variables.confirmed != ''"
                                + " && variables.confirmed != request.userInfo.username)",
                        "holdpoint/D2: deleting this takes two people of the group holdpoint-breakglass: one annotates"
                                + " it with " + Cel.CONFIRMATION + "=<their own user name>, another one deletes it")));
    }

    /** D3: a confirmation speaks for its writer only. */
    static AdmissionPolicy ownConfirmation() {
        return AdmissionPolicy.always(
                "d3",
                "confirming a deletion in somebody else's name",
                protective("UPDATE"),
                List.of(
                        new Named("before", Cel.confirmation("oldObject")),
                        new Named("after", Cel.confirmation("object"))),
                List.of(new Validation(
                        "variables.after == variables.before || variables.after == ''"
                                + " || (variables.after == request.userInfo.username && " + Cel.BREAK_GLASS + ")",
                        "holdpoint/D3: " + Cel.CONFIRMATION
                                + " may name its own writer only, a person of the group holdpoint-breakglass")));
    }

    /** D4: an object with a dead owner is collected in half a second. */
    static AdmissionPolicy noOwners() {
        return AdmissionPolicy.always(
                "d4",
                "an ownerReference that makes the garbage collector delete what protects",
                protective("UPDATE"),
                List.of(),
                List.of(new Validation(
                        Cel.none("ownerReferences"),
                        "holdpoint/D4: what protects has no ownerReferences: the garbage collector follows them")));
    }

    /** D6: nothing is born half deleted. */
    static AdmissionPolicy cleanBirth() {
        return AdmissionPolicy.always(
                "d6",
                "planting an owner or a confirmation at creation",
                protective("CREATE"),
                List.of(),
                List.of(
                        new Validation(
                                Cel.none("ownerReferences"),
                                "holdpoint/D6: what protects has no ownerReferences: the garbage collector follows them"),
                        new Validation(
                                Cel.confirmation("object") + " == ''",
                                "holdpoint/D6: " + Cel.CONFIRMATION
                                        + " is written onto an existing object, by a person")));
    }

    /** D7: bytes of states and plans. */
    static AdmissionPolicy stateBytes() {
        return new AdmissionPolicy(
                "d7",
                "losing or swapping the bytes of a state or a plan",
                List.of(new Resources("", List.of("secrets"), List.of("CREATE", "UPDATE", "DELETE"))),
                List.of(new Named(
                        "in-our-custody", "has(request.namespace) && request.namespace == '" + Cel.STATE + "'")),
                List.of(
                        Cel.POD,
                        Cel.controller(),
                        new Named(
                                "apply",
                                "request.userInfo.username.startsWith('" + Cel.APPLY_ACCOUNTS
                                        + "') && variables.pod != ''")),
                List.of(
                        new Validation(
                                "request.operation != 'CREATE'"
                                        + " || (variables.controller && object.type in ['holdpoint.dev/plan',"
                                        + " 'holdpoint.dev/candidate'])"
                                        + " || (variables.apply && object.type == 'holdpoint.dev/state')",
                                "holdpoint/D7: in holdpoint-state the controller stores plans and apply runs store"
                                        + " states; nobody else stores anything"),
                        new Validation(
                                "request.operation != 'CREATE' || (object.?immutable.orValue(false) && "
                                        + Cel.none("ownerReferences") + ")",
                                "holdpoint/D7: a Secret in holdpoint-state is immutable and has no owner"),
                        new Validation(
                                "request.operation != 'UPDATE'",
                                "holdpoint/D7: a Secret in holdpoint-state never changes; a new version is a new Secret"),
                        new Validation(
                                "request.operation != 'DELETE' || " + Cel.account("retention"),
                                "holdpoint/D7: only retention deletes Secrets in holdpoint-state, when nothing refers to"
                                        + " them any more")));
    }

    /** D8: an order that is about to be applied, is being applied or is not merged yet stays visible. */
    static AdmissionPolicy noVanishingOrder() {
        return AdmissionPolicy.always(
                "d8",
                "deleting a change while its order is out",
                List.of(new Resources(Cel.GROUP, List.of("infrastructurechanges"), List.of("DELETE"))),
                List.of(),
                List.of(new Validation(
                        "!(oldObject.?status.?phase.orValue('') in ['Approved', 'Applying'])"
                                + " && (oldObject.?status.?phase.orValue('') != 'Applied'"
                                + " || oldObject.?status.?outcome.?merged.orValue('') != '')",
                        "holdpoint/D8: this change is Approved or Applying, or Applied and not merged yet: its stack would"
                                + " wait for it for ever. Withdraw it (spec.withdrawal) or wait for its end; an applied one"
                                + " that cannot be merged is merged by hand")));
    }
}
