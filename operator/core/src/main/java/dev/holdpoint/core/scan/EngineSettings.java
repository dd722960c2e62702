package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import java.util.Set;

/** What a {@code terraform} block may say. A plain backend may stay: a run overrides it, and the plan proves it. */
final class EngineSettings implements Rule {
    private static final Set<String> ARGUMENTS = Set.of("required_version", "experiments");

    @Override
    public void judge(Configuration all, Notes notes) {
        for (Source source : all.sources()) {
            for (Block terraform : source.body().blocks("terraform")) {
                terraform.body().blocks().forEach(block -> judge(source.at(block.line()), block, notes));
                for (Attribute attribute : terraform.body().attributes()) {
                    if (!ARGUMENTS.contains(attribute.name())) {
                        unknown(source.at(attribute.line()), attribute.name(), notes);
                    }
                }
            }
        }
    }

    private static void judge(Place place, Block block, Notes notes) {
        switch (block.type()) {
            case "cloud" ->
                notes.refuse(
                        "scan-cloud-block",
                        place,
                        "a cloud block moves state and runs to another service, past every hold.",
                        "Remove the block; the stack's state is in the operator's custody.");
            case "encryption" ->
                notes.refuse(
                        "scan-encryption-block",
                        place,
                        "an encryption block can start a program while the engine initialises.",
                        "Remove the block; states and plans are encrypted in custody.");
            case "backend" ->
                notes.record(
                        "scan-backend",
                        place,
                        "a backend of type " + Place.quoted(block.label(0)) + "; runs override it.");
            case "required_providers", "provider_meta" -> {}
            default -> unknown(place, block.type(), notes);
        }
    }

    private static void unknown(Place place, String name, Notes notes) {
        notes.refuse(
                "scan-unknown-setting",
                place,
                "the setting " + Place.quoted(name) + " of the engine is unknown to the scan.",
                "Remove it, or ask a platform engineer.");
    }
}
