package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import dev.holdpoint.core.scan.hcl.Body;
import dev.holdpoint.core.scan.hcl.Expr;
import java.util.function.BiConsumer;

/** Walks every expression of a file, from outside to inside. */
final class Expressions {
    private Expressions() {}

    /**
     * Shows every called function.
     *
     * @param seen gets the call, and whether a name around it hides the engine's own {@code path}
     */
    static void calls(Body body, BiConsumer<Expr.Call, Boolean> seen) {
        for (Attribute attribute : body.attributes()) {
            calls(attribute.value(), false, seen);
        }
        for (Block block : body.blocks()) {
            calls(block.body(), seen);
        }
    }

    static void calls(Expr expr, boolean hidden, BiConsumer<Expr.Call, Boolean> seen) {
        if (expr instanceof Expr.Call call) {
            seen.accept(call, hidden);
        }
        boolean inside = hidden || expr.bound().contains("path");
        for (Expr child : expr.children()) {
            calls(child, inside, seen);
        }
    }
}
