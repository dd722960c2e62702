package dev.holdpoint.core.record;

import dev.holdpoint.core.approval.Decision;
import dev.holdpoint.core.approval.Origin;
import dev.holdpoint.core.approval.Poll;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.approval.Vote;
import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A verified vote, with all that is needed to verify it again without the repository's branches and tags.
 *
 * @param poll what was voted on and who stands behind it
 * @param person on the roster of that time
 * @param key fingerprint
 * @param tag as it stood in Git
 */
public record VoteRecorded(Poll poll, String person, Decision decision, String key, SignedTag tag) implements Fact {
    /** The raw tag object. */
    public static final String TAG = "vote.tag";

    /** The template, not filled in. */
    public static final String TEMPLATE = "template.txt";

    /** Who stands behind the change: the requester's account, then addresses, one a line. */
    public static final String ORIGIN = "origin.txt";

    /**
     * From a vote in which every step held.
     *
     * @throws IllegalArgumentException if this is not the vote's tag or poll, which is a mistake of the caller
     */
    public static VoteRecorded of(Vote vote, Poll poll, SignedTag tag) {
        FactReader.demand(vote.template().equals(poll.template()), "the vote is for another poll");
        FactReader.demand(Sha256.of(tag.raw()).equals(vote.digest()), "the tag is another vote's");
        return new VoteRecorded(
                poll, vote.person(), vote.decision(), vote.evidence().fingerprint(), tag);
    }

    /** The vote's name: the digest of its tag. */
    public Sha256 digest() {
        return Sha256.of(tag.raw());
    }

    static VoteRecorded read(FactReader in) {
        Template template = in.template(TEMPLATE);
        Poll poll = new Poll(
                template,
                in.text("Preview-Commit"),
                in.text("Stack"),
                origin(new String(in.attachment(ORIGIN), StandardCharsets.UTF_8)));
        SignedTag tag = new SignedTag(in.text("Tag"), in.attachment(TAG));
        return new VoteRecorded(poll, in.text("Person"), in.decision("Decision"), in.text("Key"), tag);
    }

    private static Origin origin(String text) {
        String[] lines = text.split("\n", -1);
        Set<String> emails = new HashSet<>(List.of(lines).subList(1, Math.max(1, lines.length - 1)));
        return new Origin(lines[0], emails);
    }

    @Override
    public EntryKind kind() {
        return EntryKind.VOTE;
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>(subject(poll.template()));
        fields.put("Stack", poll.stack());
        fields.put("Preview-Commit", poll.previewCommit());
        fields.put("Plan-SHA256", poll.template().pins().plan().hex());
        fields.put("Person", person);
        fields.put("Decision", decision.word());
        fields.put("Key", key);
        fields.put("Tag", tag.ref());
        fields.put("Tag-SHA256", digest().hex());
        return fields;
    }

    /** The lines that say which change and round a template is about. */
    static Map<String, String> subject(Template template) {
        Template.Subject subject = template.subject();
        return Map.of(
                "Change", subject.namespace() + "/" + subject.name(),
                "Change-UID", subject.uid(),
                "Round", Integer.toString(template.round()),
                "Template-SHA256", template.digest().hex());
    }

    @Override
    public Map<String, byte[]> attachments() {
        StringBuilder origin = new StringBuilder(poll.origin().requester()).append('\n');
        new TreeSet<>(poll.origin().emails())
                .forEach(email -> origin.append(email).append('\n'));
        return Map.of(
                TAG,
                tag.raw(),
                TEMPLATE,
                poll.template().render(),
                ORIGIN,
                origin.toString().getBytes(StandardCharsets.UTF_8));
    }
}
