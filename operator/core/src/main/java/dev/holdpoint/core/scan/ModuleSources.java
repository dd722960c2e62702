package dev.holdpoint.core.scan;

import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Modules come from the same tree, so that what was scanned is what is planned. OpenTofu evaluates sources early, with
 * functions: they are literals.
 */
final class ModuleSources implements Rule {
    private static final String RULE = "scan-module-source";
    private static final String REMEDY =
            "Copy the module into the stack's folder (modules/NAME) and write its path as \"./modules/NAME\".";

    @Override
    public void judge(Configuration all, Notes notes) {
        for (Source source : all.sources()) {
            for (Block module : source.body().blocks("module")) {
                judge(all, source, module, notes);
            }
        }
    }

    private static void judge(Configuration all, Source source, Block module, Notes notes) {
        for (Attribute version : module.body().attributes()) {
            if (version.name().equals("version") && version.value().literal().isEmpty()) {
                notes.refuse(RULE, source.at(version.line()), "the version of a module is computed.", REMEDY);
            }
        }
        Optional<Attribute> from = module.body().attribute("source");
        if (from.isEmpty()) {
            notes.refuse(RULE, source.at(module.line()), "a module without a source.", REMEDY);
            return;
        }
        Place place = source.at(from.get().line());
        Optional<String> literal = from.get().value().literal();
        if (literal.isEmpty()) {
            notes.refuse(RULE, place, "the source of a module is computed.", REMEDY);
        } else if (!isLocal(literal.get())) {
            notes.refuse(
                    RULE, place, "the module " + Place.quoted(literal.get()) + " comes from outside the tree.", REMEDY);
        } else if (resolve(source.folder(), literal.get()).filter(all::isModule).isEmpty()) {
            notes.refuse(RULE, place, "the tree has no module at " + Place.quoted(literal.get()) + ".", REMEDY);
        }
    }

    private static boolean isLocal(String source) {
        return (source.startsWith("./") || source.startsWith("../"))
                && source.chars().noneMatch(c -> c == '\\' || c == ':' || c == '?' || c == '*');
    }

    /** The folder that a relative path names from another one; empty when it leads out of the tree. */
    private static Optional<String> resolve(String folder, String relative) {
        Deque<String> at = new ArrayDeque<>();
        if (!folder.isEmpty()) {
            at.addAll(List.of(folder.split("/")));
        }
        for (String segment : relative.split("/")) {
            if (segment.equals("..")) {
                if (at.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                at.addLast(segment);
            }
        }
        return Optional.of(String.join("/", at));
    }
}
