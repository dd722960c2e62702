package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs that run at apply: provisioners (also inside {@code removed}, where neither the plan nor its JSON shows
 * them), the connections that they use, and actions.
 */
final class Provisioners implements Rule {
    private static final String RULE = "scan-provisioner";

    @Override
    public void judge(Configuration all, Notes notes) {
        for (Source source : all.sources()) {
            List<Block> unseen = new ArrayList<>();
            for (Block removed : source.body().blocks("removed")) {
                unseen.addAll(Source.inside(removed.body(), Provisioners::runs));
            }
            for (Block block : source.blocks(Provisioners::runs)) {
                boolean inPlan = !unseen.contains(block);
                note(all.law(), source.at(block.line()), what(block), inPlan, notes);
            }
        }
    }

    private static boolean runs(Block block) {
        return isName(block.type()) || (block.type().equals("dynamic") && isName(block.label(0)));
    }

    private static boolean isName(String name) {
        return switch (name) {
            case "provisioner", "connection", "action", "action_trigger" -> true;
            default -> false;
        };
    }

    private static String what(Block block) {
        return switch (block.type()) {
            case "provisioner" -> "a provisioner " + Place.quoted(block.label(0));
            case "connection" -> "a connection for provisioners";
            case "action" -> "an action " + Place.quoted(block.label(0));
            case "action_trigger" -> "a trigger of actions";
            default -> "a generated block of this kind";
        };
    }

    private static void note(ScanLaw law, Place place, String what, boolean inPlan, Notes notes) {
        switch (law.provisioners()) {
            case REFUSE ->
                notes.refuse(
                        RULE,
                        place,
                        what + ": it runs programs at apply that the plan does not show.",
                        "Remove it; use a resource that does the same, or ask a platform engineer to permit provisioners"
                                + " for this stack.");
            case ASK ->
                notes.permit(
                        RULE,
                        place,
                        what
                                + (inPlan
                                        ? ": it runs programs at apply."
                                        : ": it runs programs at apply, and no plan shows it."),
                        inPlan ? ScanFinding.Weight.NOTE : ScanFinding.Weight.ASK);
        }
    }
}
