package dev.holdpoint.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What an agent asks for: the pull request as a Kubernetes object. */
@Group(Holdpoint.GROUP)
@Version(Holdpoint.VERSION)
@Plural("infrastructurechanges")
@ShortNames("ichg")
@AdditionalPrinterColumn(name = "Stack", jsonPath = ".status.stack")
@AdditionalPrinterColumn(name = "PR", jsonPath = ".status.branch.name")
@AdditionalPrinterColumn(name = "Plan", jsonPath = ".status.summary")
@AdditionalPrinterColumn(name = "Tier", jsonPath = ".status.tier")
@AdditionalPrinterColumn(name = "Approvals", jsonPath = ".status.approvals")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Next actor", jsonPath = ".status.nextActor")
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.message")
@ValidationRule(
        value = ChangeRules.SPEC_IMMUTABLE,
        message = "holdpoint/F1: a change is immutable once created; set spec.withdrawal and create a new one")
@ValidationRule(value = ChangeRules.LEGAL_EDGES, message = "holdpoint/F2: this phase does not follow the one before")
@ValidationRule(value = ChangeRules.ROUND_RISES, message = "holdpoint/F2: rounds only rise")
@ValidationRule(value = ChangeRules.NO_REMOVAL, message = "holdpoint/F2: what the status says is never taken back")
@ValidationRule(
        value = ChangeRules.APPROVAL_FITS,
        message =
                "holdpoint/F3: the approval is not for this plan, head and round, or has too few distinct, unbarred approvers")
@ValidationRule(value = ChangeRules.PLAN_FIXED, message = "holdpoint/F4: a plan never changes within a round")
@ValidationRule(value = ChangeRules.APPROVAL_FIXED, message = "holdpoint/F4: an approval never changes within a round")
public class InfrastructureChange extends CustomResource<ChangeSpec, ChangeStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
