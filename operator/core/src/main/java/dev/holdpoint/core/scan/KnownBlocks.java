package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;

/** Blocks that this scan knows. A word that a newer engine gives a meaning to is no word that we can judge. */
final class KnownBlocks implements Rule {
    @Override
    public void judge(Configuration all, Notes notes) {
        for (Source source : all.sources()) {
            for (Attribute attribute : source.body().attributes()) {
                unknown(notes, source.at(attribute.line()), "an argument outside any block");
            }
            for (Block block : source.body().blocks()) {
                Integer labels = BlockTypes.LABELS.get(block.type());
                if (labels == null) {
                    unknown(
                            notes,
                            source.at(block.line()),
                            "a block of the unknown type " + Place.quoted(block.type()));
                } else if (labels != block.labels().size()) {
                    unknown(
                            notes,
                            source.at(block.line()),
                            "a block " + Place.quoted(block.type()) + " with "
                                    + block.labels().size() + " labels; it has " + labels);
                } else {
                    remember(notes, source.at(block.line()), block.type());
                }
            }
        }
    }

    private static void unknown(Notes notes, Place place, String what) {
        notes.refuse("scan-unknown-block", place, what + ".", "Use the blocks that the documentation lists.");
    }

    private static void remember(Notes notes, Place place, String type) {
        switch (type) {
            case "import" -> notes.record("scan-import", place, "an existing thing is taken under management.");
            case "moved" -> notes.record("scan-moved", place, "a resource gets another address.");
            case "removed" -> notes.record("scan-removed", place, "a resource leaves the configuration.");
            case "check" -> notes.record("scan-check", place, "a check that warns and never stops an apply.");
            default -> {}
        }
    }
}
