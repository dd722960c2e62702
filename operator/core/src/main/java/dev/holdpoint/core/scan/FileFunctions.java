package dev.holdpoint.core.scan;

import dev.holdpoint.core.change.RepoPath;
import dev.holdpoint.core.scan.hcl.Expr;
import dev.holdpoint.core.scan.hcl.HclReader;
import dev.holdpoint.core.scan.hcl.Unreadable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Functions that read files read files of the tree only, by literal paths. A template file can call the same functions,
 * so it is read, too.
 */
final class FileFunctions implements Rule {
    private static final String RULE = "scan-file-function";
    private static final String REMEDY =
            "Name the file by a literal path below the module, as \"${path.module}/files/NAME\".";
    private static final Set<String> READS = Set.of(
            "file",
            "fileexists",
            "filebase64",
            "filebase64sha256",
            "filebase64sha512",
            "filemd5",
            "filesha1",
            "filesha256",
            "filesha512");

    @Override
    public void judge(Configuration all, Notes notes) {
        Set<String> templates = new HashSet<>();
        for (Source source : all.sources()) {
            Expressions.calls(source.body(), (call, hidden) -> {
                Optional<String> module = hidden ? Optional.empty() : Optional.of(source.folder());
                judge(new Caller(all, source.path(), module, templates, notes), call);
            });
        }
    }

    /**
     * Where a call stands.
     *
     * @param module folder that {@code path.module} means there; empty where it may mean something else
     * @param templates those that were read already
     */
    private record Caller(
            Configuration all, RepoPath file, Optional<String> module, Set<String> templates, Notes notes) {
        void refuse(Expr.Call call, String saw, String remedy) {
            notes.refuse(RULE, Place.of(file, call.line()), saw, remedy);
        }
    }

    private static void judge(Caller caller, Expr.Call call) {
        String name = call.name();
        if (name.equals("templatestring")) {
            caller.refuse(
                    call,
                    "templatestring turns a value into code that no scan has read.",
                    "Use templatefile with a file of the tree.");
        } else if (READS.contains(name) || name.equals("templatefile") || name.equals("fileset")) {
            Optional<String> path = path(caller, call);
            if (path.isEmpty()) {
                caller.refuse(call, name + " reads a path that is computed or leads out of the tree.", REMEDY);
            } else if (name.equals("templatefile")) {
                template(caller, call, path.get());
            } else if (name.equals("fileset") && !isPattern(call)) {
                caller.refuse(call, "fileset with a pattern that is computed or leads out of the tree.", REMEDY);
            }
        }
    }

    private static Optional<String> path(Caller caller, Expr.Call call) {
        return call.spread() || call.arguments().isEmpty()
                ? Optional.empty()
                : TreeFile.of(call.arguments().getFirst(), caller.all().law().root(), caller.module());
    }

    private static boolean isPattern(Expr.Call call) {
        return call.arguments().size() == 2
                && call.arguments()
                        .get(1)
                        .literal()
                        .filter(p -> !p.startsWith("/") && !p.startsWith("~") && !p.contains(".."))
                        .isPresent();
    }

    private static void template(Caller caller, Expr.Call call, String path) {
        byte[] bytes = RepoPath.problem(path).isEmpty() ? caller.all().files().get(new RepoPath(path)) : null;
        if (bytes == null) {
            caller.refuse(call, "the tree has no template " + Place.quoted(path) + ".", REMEDY);
            return;
        }
        if (!caller.templates().add(path)) {
            return;
        }
        RepoPath file = new RepoPath(path);
        switch (SourceText.of(bytes)) {
            case SourceText.Hostile(int line, String why) ->
                caller.notes()
                        .refuse("scan-hidden-text", Place.of(file, line), why, "Write the template as plain UTF-8.");
            case SourceText.Plain(String text) -> {
                try {
                    // In a template, "path" is whatever the caller passed under that name.
                    Caller inside =
                            new Caller(caller.all(), file, Optional.empty(), caller.templates(), caller.notes());
                    Expressions.calls(HclReader.template(text), true, (c, hidden) -> judge(inside, c));
                } catch (Unreadable e) {
                    caller.notes()
                            .refuse(
                                    "scan-unreadable",
                                    Place.of(file, e.line()),
                                    "the scan does not understand this template: " + e.getMessage() + ".",
                                    "Write it more simply; what cannot be read before the plan is not planned.");
                }
            }
        }
    }
}
