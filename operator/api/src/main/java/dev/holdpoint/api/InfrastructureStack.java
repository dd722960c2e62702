package dev.holdpoint.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One stack: repository, path, engine, accounts and policy. */
@Group(Holdpoint.GROUP)
@Version(Holdpoint.VERSION)
@Plural("infrastructurestacks")
@ShortNames("istk")
@AdditionalPrinterColumn(name = "Repository", jsonPath = ".spec.repository")
@AdditionalPrinterColumn(name = "Path", jsonPath = ".spec.path")
@AdditionalPrinterColumn(name = "Stage", jsonPath = ".spec.stage")
@AdditionalPrinterColumn(name = "In force", jsonPath = ".status.inForce")
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.message")
public class InfrastructureStack extends CustomResource<StackSpec, SettingsStatus> {
    private static final long serialVersionUID = 1L;
}
