package dev.holdpoint.core.change;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

    /**
     * Names that some file systems cannot keep apart, over the whole tree of the stack after the edit: files, the folders
     * above them, and a file where a folder of that name stands.
     */
    public static List<EditFinding> collisions(Collection<String> rawPaths) {
        Map<String, String> files = new HashMap<>();
        Map<String, String> folders = new HashMap<>();
        List<EditFinding> findings = new ArrayList<>();
        for (String raw : rawPaths.stream().sorted().toList()) {
            String other = files.putIfAbsent(fold(raw), raw);
            if (other != null) {
                findings.add(collision(raw, other));
            }
            for (int slash = raw.indexOf('/'); slash > 0; slash = raw.indexOf('/', slash + 1)) {
                String folder = raw.substring(0, slash);
                String twin = folders.putIfAbsent(fold(folder), folder);
                if (twin != null && !twin.equals(folder)) {
                    findings.add(collision(raw, twin + "/"));
                }
            }
        }
        files.forEach((folded, raw) -> {
            if (folders.containsKey(folded)) {
                findings.add(collision(raw, folders.get(folded) + "/"));
            }
        });
        return findings;
    }

    private static String fold(String raw) {
        return Normalizer.normalize(raw, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private static EditFinding collision(String raw, String other) {
        return new EditFinding(
                "edit-case-collision",
                printable(raw),
                "some file systems cannot keep it apart from " + printable(other) + ".",
                "Rename one of them.");
    }

    /** Text that people read otherwise than machines do ("Trojan Source", CVE-2021-42574): bidi and control characters. */
    public static List<EditFinding> content(String raw, byte[] content) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            // Not text: nobody reads it as such.
            return List.of();
        }
        if (text.indexOf(0) >= 0 || text.chars().noneMatch(EditRules::hides)) {
            return List.of();
        }
        return List.of(new EditFinding(
                "edit-hidden-text",
                printable(raw),
                "it holds control or direction characters, so that people do not see what machines read.",
                "Remove them; write \\u escapes where the value needs them."));
    }

    private static boolean hides(int c) {
        return (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f')
                || (c >= 0x7f && c <= 0x9f)
                || (c >= 0x202a && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200e
                || c == 0x200f
                || c == 0x061c;
    }

    /** A file beyond what is ever read of a tree. */
    public static EditFinding tooLarge(String raw) {
        return new EditFinding(
                "edit-too-large",
                printable(raw),
                "it has more than " + Tree.MAX_FILE + " bytes.",
                "Keep large files out of the stack's folder.");
    }

    /** Hostile names are shown, but never as themselves. */
    public static String printable(String raw) {
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
