package dev.holdpoint.app.intake;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.CommitDraft.FileWrite;
import dev.holdpoint.core.change.TreeEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds the signed commit that puts a plan before people: its review, its data and the text to sign. */
public final class PreviewBuilder {
    private final Operator operator;

    public PreviewBuilder(Operator operator) {
        this.operator = operator;
    }

    /** The folder of a change's preview, from the root of the repository. */
    public static String folder(String namespace, String name) {
        return ".holdpoint/changes/" + namespace + "/" + name;
    }

    /**
     * What people see.
     *
     * @param review {@code REVIEW.md}
     * @param plan {@code plan.json}
     * @param template {@code APPROVE.txt}
     */
    public record Pages(byte[] review, byte[] plan, byte[] template) {}

    /**
     * The draft; the same again for the same arguments.
     *
     * @param changeCommit the commit with the edits, its only parent
     * @param when time of the plan
     */
    public CommitDraft preview(InfrastructureChange change, int round, String changeCommit, Pages pages, Instant when) {
        String folder =
                folder(change.getMetadata().getNamespace(), change.getMetadata().getName());
        SortedMap<String, FileWrite> writes = new TreeMap<>();
        writes.put(folder + "/REVIEW.md", new FileWrite.Put(pages.review(), TreeEntry.REGULAR));
        writes.put(folder + "/plan.json", new FileWrite.Put(pages.plan(), TreeEntry.REGULAR));
        writes.put(folder + "/APPROVE.txt", new FileWrite.Put(pages.template(), TreeEntry.REGULAR));
        return new CommitDraft(
                List.of(changeCommit),
                Optional.of(changeCommit),
                writes,
                operator.ident(),
                operator.ident(),
                when,
                ChangeMessage.preview(change, round),
                Optional.of(operator.signer()));
    }
}
