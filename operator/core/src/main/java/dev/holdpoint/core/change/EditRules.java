package dev.holdpoint.core.change;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a change may touch. Every objection is found, not just the first. */
public final class EditRules {
    private static final List<String> CI_FOLDERS = List.of(
            ".github", ".gitea", ".forgejo", ".gitlab", ".circleci", ".buildkite", ".woodpecker", ".drone", ".tekton");
    private static final List<String> CI_FILES = List.of(
            ".gitlab-ci.yml",
            ".gitlab-ci.yaml",
            ".travis.yml",
            ".drone.yml",
            ".woodpecker.yml",
            ".cirrus.yml",
            "jenkinsfile",
            "azure-pipelines.yml",
            "bitbucket-pipelines.yml",
            "atlantis.yaml",
            "appveyor.yml",
            "codeowners");
    private static final int PRINTABLE = 120;

    private EditRules() {}

    /**
     * Judges the files that a change touches.
     *
     * @param touched raw paths with the mode that the file has after the edit, 0 when it goes
     * @param stackPath folder of the stack; empty for the root of the repository
     */
    public static List<EditFinding> judge(Map<String, Integer> touched, String stackPath) {
        List<EditFinding> findings = new ArrayList<>();
        if (touched.isEmpty()) {
            findings.add(
                    new EditFinding("edit-empty", "(none)", "the change edits no file.", "Push at least one edit."));
        }
        touched.forEach((raw, mode) -> judge(raw, mode, stackPath, findings));
        return List.copyOf(findings);
    }

    private static void judge(String raw, int mode, String stackPath, List<EditFinding> findings) {
        String shown = printable(raw);
        String problem = RepoPath.problem(raw);
        if (!problem.isEmpty()) {
            findings.add(new EditFinding("edit-hostile-path", shown, problem + ".", "Rename the file."));
            return;
        }
        RepoPath path = new RepoPath(raw);
        String first = path.segments().getFirst().toLowerCase(Locale.ROOT);
        String last = path.segments().getLast().toLowerCase(Locale.ROOT);
        if (first.equals(".holdpoint")) {
            findings.add(new EditFinding(
                    "edit-reserved", shown, "the folder .holdpoint belongs to the operator.", "Leave it alone."));
        } else if (path.segments().stream()
                        .anyMatch(s -> s.toLowerCase(Locale.ROOT).startsWith(".git"))
                && !CI_FOLDERS.contains(first)
                && !CI_FILES.contains(last)) {
            findings.add(new EditFinding(
                    "edit-git-files",
                    shown,
                    "files named .git* change how Git reads the tree.",
                    "Leave them to people."));
        } else if (CI_FOLDERS.contains(first) || CI_FILES.contains(last)) {
            findings.add(new EditFinding(
                    "edit-ci-files",
                    shown,
                    "files that run in CI are not infrastructure of this stack.",
                    "Ask a person to change CI."));
        }
        if (!path.isUnder(stackPath)) {
            findings.add(new EditFinding(
                    "edit-outside-stack",
                    shown,
                    "the stack's folder is " + stackPath + ".",
                    "Open one change per stack, with edits in its own folder only."));
        }
        if (mode != 0 && mode != TreeEntry.REGULAR && mode != TreeEntry.EXECUTABLE) {
            findings.add(new EditFinding(
                    "edit-not-a-file",
                    shown,
                    "it would be a symbolic link or a submodule (mode " + Integer.toOctalString(mode) + ").",
                    "Commit regular files only."));
        }
    }

    /** Names that some file systems cannot keep apart, over the whole tree of the stack after the edit. */
    public static List<EditFinding> collisions(Collection<String> rawPaths) {
        Map<String, String> seen = new HashMap<>();
        List<EditFinding> findings = new ArrayList<>();
        for (String raw : rawPaths.stream().sorted().toList()) {
            String folded = Normalizer.normalize(raw, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            String other = seen.putIfAbsent(folded, raw);
            if (other != null) {
                findings.add(new EditFinding(
                        "edit-case-collision",
                        printable(raw),
                        "some file systems cannot keep it apart from " + printable(other) + ".",
                        "Rename one of them."));
            }
        }
        return findings;
    }

    /** Hostile names are shown, but never as themselves. */
    static String printable(String raw) {
        StringBuilder out = new StringBuilder();
        raw.codePoints().limit(PRINTABLE).forEach(c -> {
            if (c >= ' ' && c < 0x7f) {
                out.appendCodePoint(c);
            } else {
                out.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return out.toString();
    }
}
