package dev.holdpoint.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Lock, fence and pointer to the current state of one stack. */
@Group(Holdpoint.GROUP)
@Version(Holdpoint.VERSION)
@Plural("stackstates")
@ShortNames("sstate")
@AdditionalPrinterColumn(name = "Stack", jsonPath = ".spec.stack")
@AdditionalPrinterColumn(
        name = "Serial",
        jsonPath = ".status.current.serial",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Holder", jsonPath = ".status.lock.holder")
@AdditionalPrinterColumn(name = "Fence", jsonPath = ".status.fence", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Last order",
        jsonPath = ".status.lastOrder",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Unmerged", jsonPath = ".status.unmerged", type = AdditionalPrinterColumn.Type.INTEGER)
@ValidationRule(value = StateRules.SPEC_IMMUTABLE, message = "holdpoint/S1: whose state this is never changes")
@ValidationRule(
        value = StateRules.CLAIM,
        message =
                "holdpoint/L1: taking the lock raises fence by one and order by a million at most in the same write, and needs"
                        + " unmerged to be empty")
@ValidationRule(value = StateRules.NO_STEAL, message = "holdpoint/L1: a held lock never changes its holder")
@ValidationRule(value = StateRules.COUNTERS, message = "holdpoint/L1: fence and order rise only by taking the lock")
@ValidationRule(
        value = StateRules.WRITE,
        message =
                "holdpoint/L1: the state changes only under the lock, with its fence and a serial that rises by a million at"
                        + " most")
@ValidationRule(value = StateRules.LINEAGE, message = "holdpoint/L1: a lineage is set once and never changes")
@ValidationRule(
        value = StateRules.UNMERGED,
        message = "holdpoint/L1: an order is marked unmerged by its holder when it gives the lock back")
@ValidationRule(value = StateRules.LEDGER, message = "holdpoint/L1: the ledger head only rises")
public class StackState extends CustomResource<StackStateSpec, StackStateStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;
}
