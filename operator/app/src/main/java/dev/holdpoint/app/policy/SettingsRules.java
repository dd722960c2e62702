package dev.holdpoint.app.policy;

import dev.holdpoint.app.policy.AdmissionPolicy.Named;
import dev.holdpoint.app.policy.AdmissionPolicy.Resources;
import dev.holdpoint.app.policy.AdmissionPolicy.Validation;
import java.util.List;
import java.util.stream.Stream;

/** S: who writes what the operator goes by. */
final class SettingsRules {
    private static final List<String> SETTINGS = List.of(
            "infrastructurestacks", "changerepositories", "changepolicies", "approverrosters", "deletionguards");

    private static final List<String> WRITTEN = Stream.concat(
                    SETTINGS.stream(), Stream.of("breakglasses", "stackstates"))
            .flatMap(plural -> plural.equals("stackstates") ? Stream.of(plural) : Stream.of(plural, plural + "/status"))
            .toList();

    private SettingsRules() {}

    /** S1: the installer writes settings; signatures decide whether they count. */
    static AdmissionPolicy installerWrites(PolicyValues values) {
        return AdmissionPolicy.always(
                "s1",
                "settings as the back door",
                List.of(new Resources(Cel.GROUP, WRITTEN, List.of("CREATE", "UPDATE"))),
                List.of(
                        Cel.controller(),
                        Cel.attestor(),
                        new Named("installer", Cel.installer(values)),
                        new Named("status", "has(request.subResource) && request.subResource == 'status'"),
                        new Named("settings", "request.resource.resource in " + Cel.strings(SETTINGS)),
                        new Named("state", "request.resource.resource == 'stackstates'"),
                        new Named("exception", "request.resource.resource == 'breakglasses'"),
                        new Named("created", "request.operation == 'CREATE'"),
                        new Named("edited", "variables.created || object.spec != oldObject.spec")),
                List.of(
                        new Validation(
                                "!(variables.settings || variables.state) || variables.status || !variables.edited"
                                        + " || variables.installer",
                                "holdpoint/S1: settings are written by the installer, in a version that people signed"
                                        + " (holdpoint settings sign)"),
                        new Validation(
                                "!(variables.settings || variables.exception) || !variables.status"
                                        + " || variables.controller || variables.attestor",
                                "holdpoint/S1: the status of settings is written by the controller and the attestor"),
                        new Validation(
                                "!variables.state || !variables.created || (object.metadata.name == object.spec.stack"
                                        + " && object.spec.applyAccount == object.spec.stack)",
                                "holdpoint/S1: a StackState and its apply account are named as their stack"),
                        new Validation(
                                "request.resource.resource != 'infrastructurestacks' || variables.status"
                                        + " || object.spec.accounts.apply == object.metadata.name",
                                "holdpoint/S1: spec.accounts.apply is named as the stack: rules F5 and L2 know the"
                                        + " account by that name"),
                        new Validation(
                                "!variables.exception || !variables.created || (" + Cel.BREAK_GLASS
                                        + " && object.spec.requester == request.userInfo.username)",
                                "holdpoint/S1: an exception is made by a person of the group holdpoint-breakglass, in"
                                        + " their own name")));
    }

    /** S2: plans. */
    static AdmissionPolicy plans() {
        return AdmissionPolicy.always(
                "s2",
                "a forged plan, or one that changes after review",
                List.of(new Resources(Cel.GROUP, List.of("infrastructureplans"), List.of("CREATE", "UPDATE"))),
                List.of(Cel.controller()),
                List.of(
                        new Validation(
                                "request.operation != 'CREATE' || (variables.controller && request.namespace == '"
                                        + Cel.STATE + "')",
                                "holdpoint/S2: plans are stored by the controller, in holdpoint-state"),
                        new Validation(
                                "request.operation != 'UPDATE' || (object.spec == oldObject.spec"
                                        + " && object.metadata.?labels == oldObject.metadata.?labels)",
                                "holdpoint/S2: a plan never changes; ask for a new round")));
    }
}
