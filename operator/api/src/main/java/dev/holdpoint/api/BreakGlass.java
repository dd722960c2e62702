package dev.holdpoint.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A time-boxed, single-use exception by two people. */
@Group(Holdpoint.GROUP)
@Version(Holdpoint.VERSION)
@Plural("breakglasses")
@ShortNames("bglass")
@AdditionalPrinterColumn(name = "Purpose", jsonPath = ".spec.purpose")
@AdditionalPrinterColumn(name = "Target", jsonPath = ".spec.target")
@ValidationRule(value = "self.spec == oldSelf.spec", message = "holdpoint/S1: an exception is immutable")
public class BreakGlass extends CustomResource<BreakGlassSpec, BreakGlassStatus> {
    private static final long serialVersionUID = 1L;
}
