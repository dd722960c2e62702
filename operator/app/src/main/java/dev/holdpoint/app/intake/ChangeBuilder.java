package dev.holdpoint.app.intake;

import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.api.FileEditSpec;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.CommitDraft.FileWrite;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.core.change.AskedEdit;
import dev.holdpoint.core.change.EditFinding;
import dev.holdpoint.core.change.EditRules;
import dev.holdpoint.core.change.FileEdit;
import dev.holdpoint.core.change.InlineEdits;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.intake.Requester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Builds the commit with a change's edits. Pure but for reading the repository: the same change on the same base from
 * the same source is the same commit.
 */
public final class ChangeBuilder {
    private final Repository repository;
    private final CommitDraft.Ident committer;

    /** @param committer the operator; the draft is unsigned, so that whoever has no key of it can build it and compare */
    public ChangeBuilder(Repository repository, CommitDraft.Ident committer) {
        this.repository = repository;
        this.committer = committer;
    }

    /**
     * Builds or refuses.
     *
     * @param target where it shall go; {@link Target#head} the first time, the recorded base when built again
     * @param refs what the last fetch saw
     */
    public Built build(InfrastructureChange change, Target target, Refs refs) {
        ChangeSpec spec = change.getSpec();
        List<EditFinding> findings = new ArrayList<>();
        if (spec.baseBranch != null && !spec.baseBranch.equals(target.branch())) {
            findings.add(new EditFinding(
                    "base-branch",
                    printable(spec.baseBranch),
                    "changes of this repository go to " + target.branch() + ".",
                    "Leave baseBranch out."));
        }
        if (refs.at(target.ref())
                .filter(head -> repository.contains(head, target.base()))
                .isEmpty()) {
            findings.add(new EditFinding(
                    "base-rewritten",
                    target.branch(),
                    "the base branch was rewritten and no longer holds the commit that this change stands on.",
                    "Create the change again."));
        }
        Edits edits = spec.source.git == null
                ? inline(spec.source.files, target)
                : pushed(new PushedEdits(repository, refs, target).read(spec.source.git), target);
        findings.addAll(edits.findings());
        if (!findings.isEmpty()) {
            return new Built.Refused(findings.stream().distinct().toList());
        }
        return new Built.Ready(draft(change, target, edits), target.base(), edits.source(), edits.emails());
    }

    /** What shall be written, or objections. */
    private record Edits(
            SortedMap<String, FileWrite> writes,
            Optional<String> source,
            Set<String> emails,
            List<EditFinding> findings) {
        static Edits refused(List<EditFinding> findings) {
            return new Edits(new TreeMap<>(), Optional.empty(), Set.of(), findings);
        }
    }

    private Edits inline(List<FileEditSpec> files, Target target) {
        Map<String, Integer> before = before(target);
        return switch (InlineEdits.read(files.stream().map(ChangeBuilder::asked).toList(), before.keySet())) {
            case InlineEdits.Refused refused -> Edits.refused(refused.findings());
            case InlineEdits.Sound sound -> {
                SortedMap<String, FileWrite> writes = new TreeMap<>();
                Map<String, Integer> touched = new TreeMap<>();
                List<EditFinding> findings = new ArrayList<>();
                sound.edits().forEach((path, edit) -> {
                    writes.put(path, write(edit, before.getOrDefault(path, TreeEntry.REGULAR)));
                    touched.put(path, edit instanceof FileEdit.Delete ? 0 : TreeEntry.REGULAR);
                    content(edit).ifPresent(bytes -> findings.addAll(EditRules.content(path, bytes)));
                });
                findings.addAll(rules(touched, before, target));
                yield new Edits(writes, Optional.empty(), Set.of(), findings);
            }
        };
    }

    private Edits pushed(PushedEdits.Reading reading, Target target) {
        if (reading.source().isEmpty()) {
            return Edits.refused(reading.findings());
        }
        String source = reading.source().get();
        List<EditFinding> findings = new ArrayList<>(reading.findings());
        findings.addAll(rules(reading.touched(), before(target), target));
        SortedMap<String, FileWrite> writes = new TreeMap<>();
        reading.touched().forEach((path, mode) -> {
            writes.put(path, mode == 0 ? new FileWrite.Remove() : new FileWrite.CopyFrom(source));
            if (mode == TreeEntry.REGULAR || mode == TreeEntry.EXECUTABLE) {
                findings.addAll(repository
                        .file(source, path)
                        .map(bytes -> EditRules.content(path, bytes))
                        .orElseGet(() -> List.of(EditRules.tooLarge(path))));
            }
        });
        return new Edits(writes, reading.source(), reading.emails(), findings);
    }

    /** The stack's files on the base, with their modes. */
    private Map<String, Integer> before(Target target) {
        return repository.tree(target.base(), target.stackPath()).stream()
                .collect(Collectors.toMap(TreeEntry::rawPath, TreeEntry::mode, (one, other) -> one));
    }

    private List<EditFinding> rules(Map<String, Integer> touched, Map<String, Integer> before, Target target) {
        List<EditFinding> findings = new ArrayList<>(EditRules.judge(touched, target.stackPath()));
        Map<String, Integer> after = new HashMap<>(before);
        touched.forEach((path, mode) -> {
            if (mode == 0) {
                after.remove(path);
            } else {
                after.put(path, mode);
            }
        });
        findings.addAll(EditRules.collisions(after.keySet()));
        return findings;
    }

    private CommitDraft draft(InfrastructureChange change, Target target, Edits edits) {
        Requester requester = new Requester(change.getSpec().requester);
        return new CommitDraft(
                List.of(target.base()),
                Optional.of(target.base()),
                edits.writes(),
                new CommitDraft.Ident(requester.authorName(), requester.authorEmail()),
                committer,
                Instant.parse(change.getMetadata().getCreationTimestamp()),
                ChangeMessage.of(change),
                Optional.empty());
    }

    private static AskedEdit asked(FileEditSpec edit) {
        AskedEdit.Operation operation = switch (edit.operation) {
            case Create -> AskedEdit.Operation.CREATE;
            case Replace -> AskedEdit.Operation.REPLACE;
            case Delete -> AskedEdit.Operation.DELETE;
        };
        return new AskedEdit(
                edit.path, operation, Optional.ofNullable(edit.content), Optional.ofNullable(edit.contentBase64));
    }

    private static FileWrite write(FileEdit edit, int mode) {
        return switch (edit) {
            case FileEdit.Create create -> new FileWrite.Put(create.content(), TreeEntry.REGULAR);
            case FileEdit.Replace replace -> new FileWrite.Put(replace.content(), mode);
            case FileEdit.Delete delete -> new FileWrite.Remove();
        };
    }

    private static Optional<byte[]> content(FileEdit edit) {
        return switch (edit) {
            case FileEdit.Create create -> Optional.of(create.content());
            case FileEdit.Replace replace -> Optional.of(replace.content());
            case FileEdit.Delete delete -> Optional.empty();
        };
    }

    static String printable(String raw) {
        return EditRules.printable(raw);
    }
}
