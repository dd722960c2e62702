package dev.holdpoint.core.scan.hcl;

import java.util.List;
import java.util.Optional;

/** What stands between two braces, or in a whole file: arguments and blocks, each in the order of the text. */
public record Body(List<Attribute> attributes, List<Block> blocks) {
    public Body {
        attributes = List.copyOf(attributes);
        blocks = List.copyOf(blocks);
    }

    /** The argument of this name; a body has at most one. */
    public Optional<Attribute> attribute(String name) {
        return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /** The blocks of this type, directly inside. */
    public List<Block> blocks(String type) {
        return blocks.stream().filter(b -> b.type().equals(type)).toList();
    }
}
