package dev.holdpoint.core.change;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Inline edits turned into edits of files, or all objections to them. */
public sealed interface InlineEdits {
    /** Most files in one change. */
    int MAX_EDITS = 64;

    /** Most bytes of all new contents, decoded. */
    int MAX_BYTES = 256 << 10;

    /** The edits by raw path. */
    record Sound(SortedMap<String, FileEdit> edits) implements InlineEdits {}

    /** They may not be made. */
    record Refused(List<EditFinding> findings) implements InlineEdits {}

    /**
     * Reads what was asked.
     *
     * @param present the paths of the stack's files on the base
     */
    static InlineEdits read(List<AskedEdit> asked, Set<String> present) {
        List<EditFinding> findings = new ArrayList<>();
        SortedMap<String, FileEdit> edits = new TreeMap<>();
        long bytes = 0;
        for (AskedEdit edit : asked) {
            String shown = EditRules.printable(edit.path());
            String problem = RepoPath.problem(edit.path());
            if (!problem.isEmpty()) {
                findings.add(new EditFinding("edit-hostile-path", shown, problem + ".", "Rename the file."));
                continue;
            }
            Optional<FileEdit> read = one(edit, shown, present.contains(edit.path()), findings);
            if (read.isPresent()) {
                bytes += size(read.get());
                if (edits.put(edit.path(), read.get()) != null) {
                    findings.add(new EditFinding(
                            "edit-twice", shown, "the change edits it more than once.", "Give one edit per file."));
                }
            }
        }
        if (asked.size() > MAX_EDITS || bytes > MAX_BYTES) {
            findings.add(new EditFinding(
                    "edit-too-large",
                    "(all)",
                    asked.size() + " files with " + bytes + " bytes; at most " + MAX_EDITS + " and " + MAX_BYTES
                            + " fit inline.",
                    "Push a branch under agents/ and name it in source.git."));
        }
        return findings.isEmpty() ? new Sound(edits) : new Refused(List.copyOf(findings));
    }

    private static Optional<FileEdit> one(AskedEdit edit, String shown, boolean there, List<EditFinding> findings) {
        RepoPath path = new RepoPath(edit.path());
        return switch (edit.operation()) {
            case DELETE -> {
                if (edit.text().isPresent() || edit.base64().isPresent()) {
                    findings.add(new EditFinding(
                            "edit-content", shown, "a file that goes has no content.", "Leave the content out."));
                }
                yield existing(new FileEdit.Delete(path), there, shown, findings);
            }
            case REPLACE ->
                content(edit, shown, findings)
                        .flatMap(bytes -> existing(new FileEdit.Replace(path, bytes), there, shown, findings));
            case CREATE ->
                content(edit, shown, findings).flatMap(bytes -> {
                    if (there) {
                        findings.add(new EditFinding(
                                "edit-exists", shown, "it is there already.", "Use operation Replace."));
                        return Optional.empty();
                    }
                    return Optional.of(new FileEdit.Create(path, bytes));
                });
        };
    }

    private static Optional<FileEdit> existing(FileEdit edit, boolean there, String shown, List<EditFinding> findings) {
        if (!there) {
            findings.add(new EditFinding(
                    "edit-missing",
                    shown,
                    "there is no such file in the stack's folder on the base branch.",
                    "Use operation Create, or correct the path."));
            return Optional.empty();
        }
        return Optional.of(edit);
    }

    private static Optional<byte[]> content(AskedEdit edit, String shown, List<EditFinding> findings) {
        if (edit.text().isPresent() == edit.base64().isPresent()) {
            findings.add(new EditFinding(
                    "edit-content",
                    shown,
                    "its content is given " + (edit.text().isPresent() ? "twice." : "not at all."),
                    "Give either content or contentBase64."));
            return Optional.empty();
        }
        try {
            return Optional.of(
                    edit.text().isPresent()
                            ? utf8(edit.text().get())
                            : Base64.getDecoder().decode(edit.base64().get()));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            findings.add(new EditFinding(
                    "edit-content",
                    shown,
                    "its content cannot be decoded.",
                    "Give text in UTF-8, or base64 without line breaks."));
            return Optional.empty();
        }
    }

    private static byte[] utf8(String text) throws CharacterCodingException {
        // A new encoder reports half a character; String.getBytes would write a question mark.
        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    private static int size(FileEdit edit) {
        return switch (edit) {
            case FileEdit.Create create -> create.content().length;
            case FileEdit.Replace replace -> replace.content().length;
            case FileEdit.Delete delete -> 0;
        };
    }
}
