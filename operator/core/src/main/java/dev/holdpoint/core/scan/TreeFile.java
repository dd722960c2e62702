package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A path in the configuration that cannot lead out of the tree: a literal, after {@code path.module}, {@code path.root}
 * or nothing. The engine takes a relative path from its working directory, which is the root module's folder.
 */
final class TreeFile {
    private TreeFile() {}

    /**
     * The path in the tree.
     *
     * @param root folder of the root module
     * @param module folder of the module in which the path stands; empty where {@code path} has no known meaning
     */
    static Optional<String> of(Expr written, String root, Optional<String> module) {
        return switch (written) {
            case Expr.Reference reference -> base(reference, root, module);
            case Expr.Text text ->
                text.literal().map(literal -> below(root, literal)).orElseGet(() -> afterBase(text, root, module));
            case Expr.Call call -> Optional.empty();
            case Expr.ListOf list -> Optional.empty();
            case Expr.ObjectOf object -> Optional.empty();
            case Expr.For loop -> Optional.empty();
            case Expr.Scalar scalar -> Optional.empty();
            case Expr.Compound compound -> Optional.empty();
        };
    }

    private static Optional<String> afterBase(Expr.Text text, String root, Optional<String> module) {
        if (!(text.parts().getFirst() instanceof Expr.Part.Hole(Expr.Reference reference))) {
            return Optional.empty();
        }
        StringBuilder rest = new StringBuilder();
        for (Expr.Part part : text.parts().subList(1, text.parts().size())) {
            if (!(part instanceof Expr.Part.Chars(String chars))) {
                return Optional.empty();
            }
            rest.append(chars);
        }
        Optional<String> base = base(reference, root, module);
        if (rest.isEmpty()) {
            return base;
        }
        return rest.charAt(0) == '/' ? base.flatMap(b -> below(b, rest.substring(1))) : Optional.empty();
    }

    private static Optional<String> base(Expr.Reference reference, String root, Optional<String> module) {
        if (module.isEmpty()
                || reference.names().size() != 2
                || !reference.names().getFirst().equals("path")) {
            return Optional.empty();
        }
        return switch (reference.names().getLast()) {
            case "module" -> module;
            case "root", "cwd" -> Optional.of(root);
            default -> Optional.empty();
        };
    }

    /** A literal below a folder; empty when it could leave it. A leading {@code ~} is a home folder to the engines. */
    private static Optional<String> below(String folder, String literal) {
        if (literal.startsWith("/")
                || literal.startsWith("~")
                || literal.indexOf('\\') >= 0
                || literal.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        List<String> at = new ArrayList<>();
        if (!folder.isEmpty()) {
            at.add(folder);
        }
        for (String segment : literal.split("/")) {
            if (segment.equals("..")) {
                return Optional.empty();
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                at.add(segment);
            }
        }
        return Optional.of(String.join("/", at));
    }
}
