package dev.holdpoint.app.derive;

import dev.holdpoint.core.scan.ScanFinding;
import java.util.List;
import java.util.Optional;

/**
 * All that a verdict and a review are derived from. Controller, attestor and apply pod gather it on their own; the same
 * evidence gives the same bytes.
 *
 * @param change what was asked
 * @param settings in force
 * @param planJson {@code show -json} of the plan file, made by the deriver's own render run
 * @param planFile the plan file itself, opened strictly for what the JSON does not tell (lineage, serial)
 * @param state bytes of the registered state; empty when the stack has none yet
 * @param established whether the stack's state ever held a managed resource
 * @param scan what the static scan of the tree found
 */
public record Evidence(
        ChangeFacts change,
        SettingsInForce settings,
        byte[] planJson,
        byte[] planFile,
        Optional<byte[]> state,
        boolean established,
        List<ScanFinding> scan) {
    public Evidence {
        scan = List.copyOf(scan);
    }
}
