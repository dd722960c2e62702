package dev.holdpoint.app.adapter.engine;

import dev.holdpoint.app.derive.Formats;
import dev.holdpoint.core.plan.PlanReading;
import dev.holdpoint.core.plan.PriorState;
import dev.holdpoint.core.plan.StateReading;

/** The formats of Terraform and OpenTofu, which are one in what we read of them. */
public final class EngineFormats implements Formats {
    @Override
    public PlanReading plan(byte[] json) {
        return PlanJson.read(json);
    }

    @Override
    public StateReading state(byte[] json) {
        return StateJson.read(json);
    }

    @Override
    public PlanFileReading planFile(byte[] file) {
        return switch (PlanFile.open(file)) {
            case PlanFile.Opening.Opened(var plan) ->
                new PlanFileReading.Opened(
                        new PriorState(plan.prior().lineage(), plan.prior().serial()));
            case PlanFile.Opening.Refused(var why) -> new PlanFileReading.Refused(why);
        };
    }
}
