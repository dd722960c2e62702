package dev.holdpoint.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One Git repository. */
@Group(Holdpoint.GROUP)
@Version(Holdpoint.VERSION)
@Plural("changerepositories")
@ShortNames("crepo")
@AdditionalPrinterColumn(name = "URL", jsonPath = ".spec.url")
@AdditionalPrinterColumn(name = "Base", jsonPath = ".spec.baseBranch")
@AdditionalPrinterColumn(name = "In force", jsonPath = ".status.inForce")
public class ChangeRepository extends CustomResource<RepositorySpec, SettingsStatus> {
    private static final long serialVersionUID = 1L;
}
