package dev.holdpoint.core.scan.hcl;

import java.util.List;

/**
 * {@code type "label" … { body }}.
 *
 * @param labels without quotes, escapes resolved
 * @param line from 1
 */
public record Block(String type, List<String> labels, Body body, int line) {
    public Block {
        labels = List.copyOf(labels);
    }

    /** The label at this place; empty text where there is none, which no rule takes for a name. */
    public String label(int index) {
        return index < labels.size() ? labels.get(index) : "";
    }
}
