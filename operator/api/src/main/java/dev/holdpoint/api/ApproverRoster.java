package dev.holdpoint.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Who may vote, with which keys and for what. */
@Group(Holdpoint.GROUP)
@Version(Holdpoint.VERSION)
@Plural("approverrosters")
@ShortNames("roster")
@AdditionalPrinterColumn(name = "Profile", jsonPath = ".spec.profile")
@AdditionalPrinterColumn(name = "In force", jsonPath = ".status.inForce")
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.message")
public class ApproverRoster extends CustomResource<RosterSpec, SettingsStatus> {
    private static final long serialVersionUID = 1L;
}
