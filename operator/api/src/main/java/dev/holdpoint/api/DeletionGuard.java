package dev.holdpoint.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A lien on things of a stack. */
@Group(Holdpoint.GROUP)
@Version(Holdpoint.VERSION)
@Plural("deletionguards")
@ShortNames("dguard")
@AdditionalPrinterColumn(name = "Stack", jsonPath = ".spec.stack")
@AdditionalPrinterColumn(name = "Covered", jsonPath = ".status.covered")
@AdditionalPrinterColumn(name = "In force", jsonPath = ".status.inForce")
public class DeletionGuard extends CustomResource<GuardSpec, GuardStatus> {
    private static final long serialVersionUID = 1L;
}
