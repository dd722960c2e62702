package dev.holdpoint.app.policy;

import dev.holdpoint.app.policy.AdmissionPolicy.Named;
import dev.holdpoint.app.policy.AdmissionPolicy.Resources;
import dev.holdpoint.app.policy.AdmissionPolicy.Validation;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** F5: who may walk which edge of a change and write which field. The edges themselves are the kind's own rules (F2). */
final class ChangeStatusRule {
    private static final List<String> CONTROLLER_EDGES = Stream.concat(
                    Stream.of(
                            ">Pending",
                            "Pending>Open",
                            "Open>Planning",
                            "Planning>AwaitingApproval",
                            "Pending>Refused",
                            "Open>Refused",
                            "Planning>Refused",
                            "Planning>Failed",
                            "Refused>Planning",
                            "AwaitingApproval>Planning",
                            "Approved>Planning",
                            "Rejected>Planning"),
                    Stream.of("Pending", "Open", "Planning", "Refused", "AwaitingApproval", "Rejected", "Approved")
                            .flatMap(from -> Stream.of("Withdrawn", "Superseded", "Expired")
                                    .map(to -> from + ">" + to)))
            .toList();

    private static final List<String> ATTESTOR_EDGES = List.of(
            "AwaitingApproval>Approved",
            "AwaitingApproval>Rejected",
            "Rejected>Planning",
            "Approved>Failed",
            "Applying>Failed");

    private static final List<String> APPLY_EDGES = List.of("Approved>Applying", "Applying>Applied", "Applying>Failed");

    private ChangeStatusRule() {}

    static AdmissionPolicy policy() {
        return AdmissionPolicy.always(
                "f5",
                "the controller acting as attestor and back, and anybody else writing a status",
                List.of(new Resources(Cel.GROUP, List.of("infrastructurechanges/status"), List.of("CREATE", "UPDATE"))),
                variables(),
                List.of(
                        new Validation(
                                "variables.controller || variables.attestor || variables.apply",
                                "holdpoint/F5: the status of a change is written by the controller, the attestor and the"
                                        + " apply run of its stack; approve with a signed tag, not with a status"),
                        new Validation(
                                "!variables.moves || (variables.controller && variables.edge in "
                                        + Cel.strings(CONTROLLER_EDGES) + ")"
                                        + " || (variables.attestor && variables.edge in "
                                        + Cel.strings(ATTESTOR_EDGES) + ")"
                                        + " || (variables.apply && variables.edge in " + Cel.strings(APPLY_EDGES) + ")",
                                "holdpoint/F5: this writer may not move a change from its phase to that one"),
                        new Validation(
                                """
                                variables.edge != 'Rejected>Planning' || variables.attestor
                                  || object.?status.?round.orValue(0) > oldObject.?status.?round.orValue(0)""", "holdpoint/F5: a rejected round is not planned again; a new round must begin"),
                        new Validation("""
                                !(variables.to in ['Withdrawn', 'Superseded', 'Expired']) || !variables.moves
                                  || !object.?status.?order.hasValue()""", "holdpoint/F5: its order is claimed; it ends as Applied or Failed"),
                        only("attestor", "approval", "votes"),
                        only("controller", "branch", "plan", "round", "run", "findings", "tier", "summary"),
                        only("apply", "order"),
                        order(),
                        outcome()));
    }

    private static List<Named> variables() {
        return List.of(
                Cel.POD,
                Cel.controller(),
                Cel.attestor(),
                new Named(
                        "apply",
                        "variables.pod != '' && request.userInfo.username == '" + Cel.APPLY_ACCOUNTS
                                + "' + oldObject.spec.stacks[0]"),
                new Named("from", "oldObject.?status.?phase.orValue('')"),
                new Named("to", "object.?status.?phase.orValue('')"),
                new Named("moves", "variables.from != variables.to"),
                new Named("edge", "variables.from + '>' + variables.to"));
    }

    private static Validation only(String writer, String... fields) {
        String unchanged = Stream.of(fields)
                .map(field -> "object.?status.?" + field + " == oldObject.?status.?" + field)
                .collect(Collectors.joining(" && "));
        return new Validation(
                "variables." + writer + " || (" + unchanged + ")",
                "holdpoint/F5: of the status, " + String.join(", ", fields) + " "
                        + (fields.length == 1 ? "is" : "are") + " written by the "
                        + (writer.equals("apply") ? "apply run" : writer) + " alone");
    }

    /** The pod that claimed the order says so in the same write as Applying, and only it goes on from there. */
    private static Validation order() {
        return new Validation(
                """
                !variables.apply
                  || (variables.edge == 'Approved>Applying' && object.?status.?order.?podUid.orValue('') == variables.pod)
                  || (variables.from == 'Applying' && oldObject.?status.?order.?podUid.orValue('') == variables.pod
                      && object.?status.?order == oldObject.?status.?order)
                  || (variables.from == 'Approved' && !variables.moves
                      && object.?status.?order == oldObject.?status.?order
                      && object.?status.?outcome == oldObject.?status.?outcome)""", "holdpoint/F5: only the apply pod that claimed the order (status.order.podUid) writes on");
    }

    private static Validation outcome() {
        String same = Stream.of("result", "message", "serialBefore", "serialAfter", "orphans")
                .map(field -> "object.?status.?outcome.?" + field + " == oldObject.?status.?outcome.?" + field)
                .collect(Collectors.joining(" && "));
        return new Validation(
                "object.?status.?outcome == oldObject.?status.?outcome || variables.apply"
                        + " || (variables.attestor && variables.to == 'Failed')"
                        + " || (variables.controller && variables.edge == 'Planning>Failed')"
                        + " || (variables.controller && variables.from == 'Applied' && " + same + ")",
                "holdpoint/F5: the outcome is written by the apply run, or by the attestor when that is gone; the"
                        + " controller adds only the merge");
    }
}
