package dev.holdpoint.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One plan, one digest; bytes in immutable Secrets. */
@Group(Holdpoint.GROUP)
@Version(Holdpoint.VERSION)
@Plural("infrastructureplans")
@ShortNames("iplan")
@AdditionalPrinterColumn(name = "Stack", jsonPath = ".spec.stack")
@AdditionalPrinterColumn(name = "Change", jsonPath = ".spec.change.name")
@AdditionalPrinterColumn(name = "Round", jsonPath = ".spec.round", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Digest", jsonPath = ".spec.digest")
@ValidationRule(value = "self.spec == oldSelf.spec", message = "holdpoint/S2: a plan never changes")
public class InfrastructurePlan extends CustomResource<PlanSpec, Void> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
