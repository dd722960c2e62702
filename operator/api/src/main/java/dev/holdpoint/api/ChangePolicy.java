package dev.holdpoint.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Tiers, quorums, limits and protected types. */
@Group(Holdpoint.GROUP)
@Version(Holdpoint.VERSION)
@Plural("changepolicies")
@ShortNames("chpol")
@AdditionalPrinterColumn(name = "In force", jsonPath = ".status.inForce")
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.message")
public class ChangePolicy extends CustomResource<PolicySpec, SettingsStatus> {
    private static final long serialVersionUID = 1L;
}
