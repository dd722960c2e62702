package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Block;
import java.util.Set;

/** Data sources that start a program while the plan is made. */
final class ExternalPrograms implements Rule {
    private static final String RULE = "scan-external-program";
    private static final Set<String> TYPES = Set.of("external", "local_command", "shell_script", "command");

    @Override
    public void judge(Configuration all, Notes notes) {
        for (Source source : all.sources()) {
            for (Block block : source.objects()) {
                if (TYPES.contains(block.label(0))) {
                    note(all.law(), source.at(block.line()), block, notes);
                }
            }
        }
    }

    private static void note(ScanLaw law, Place place, Block block, Notes notes) {
        String what = Place.quoted(block.type() + " " + block.label(0)) + " starts a program.";
        switch (law.external()) {
            case REFUSE ->
                notes.refuse(
                        RULE,
                        place,
                        what,
                        "Write the value into a variable or a file of the tree, or ask a platform engineer to permit"
                                + " external programs for this stack.");
            case ASK -> notes.permit(RULE, place, what, ScanFinding.Weight.NOTE);
        }
    }
}
