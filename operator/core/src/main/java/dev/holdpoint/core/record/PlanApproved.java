package dev.holdpoint.core.record;

import dev.holdpoint.core.approval.Approval;
import dev.holdpoint.core.approval.Poll;
import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.digest.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A plan was approved and its order numbered.
 *
 * @param template what was approved
 * @param previewCommit that the votes point at
 * @param place stack and number of the order
 * @param ballot how many people were needed, and who approved
 * @param review the text that they saw
 */
public record PlanApproved(Template template, String previewCommit, Place place, Tally ballot, byte[] review)
        implements Fact {
    /** The template, not filled in. */
    public static final String TEMPLATE = "template.txt";

    /** What the reviewers saw. */
    public static final String REVIEW = "review.md";

    private static final String NOBODY = "(nobody was asked)";
    private static final String COMMA = ", ";

    /** An order of a stack; numbers rise and are never given twice. */
    public record Place(String stack, long order) {
        /** @throws IllegalArgumentException if the number is below 1 or the stack has no name */
        public Place {
            FactReader.demand(order >= 1 && !stack.isEmpty(), "an order is a number from 1 of a named stack");
        }
    }

    /**
     * What was needed and who gave it.
     *
     * @param approvers names on the roster of that time, in order
     */
    public record Tally(Quorum quorum, List<String> approvers) {
        /** Copies its list. */
        public Tally {
            approvers = approvers.stream().sorted().toList();
        }
    }

    /** @throws IllegalArgumentException if the review is not the one that the template names */
    public PlanApproved {
        FactReader.demand(
                Sha256.of(review).equals(template.pins().review()),
                "the review is not the one that the template names by Review-SHA256");
    }

    /** From an approval that was judged just now. */
    public static PlanApproved of(Approval approval, Poll poll, long order, byte[] review) {
        return new PlanApproved(
                approval.template(),
                poll.previewCommit(),
                new Place(poll.stack(), order),
                new Tally(approval.quorum(), approval.approvers()),
                review);
    }

    /** The digest of the bytes that may be applied. */
    public Sha256 plan() {
        return template.pins().plan();
    }

    static PlanApproved read(FactReader in) {
        String names = in.text("Approvers");
        Quorum quorum = new Quorum(
                in.small("Required"), in.small("Signed-Tags"), in.text("Touch").equals("required"));
        return new PlanApproved(
                in.template(TEMPLATE),
                in.text("Preview-Commit"),
                new Place(in.text("Stack"), in.number("Order")),
                new Tally(quorum, names.equals(NOBODY) ? List.of() : List.of(names.split(COMMA, -1))),
                in.attachment(REVIEW));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.APPROVED;
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>(VoteRecorded.subject(template));
        fields.put("Stack", place.stack());
        fields.put("Order", Long.toString(place.order()));
        fields.put("Plan-SHA256", plan().hex());
        fields.put("Review-SHA256", template.pins().review().hex());
        fields.put("Preview-Commit", previewCommit);
        fields.put("Required", Integer.toString(ballot.quorum().required()));
        fields.put("Signed-Tags", Integer.toString(ballot.quorum().signedTags()));
        fields.put("Touch", ballot.quorum().hardwareTouch() ? "required" : "not required");
        fields.put("Approvers", ballot.approvers().isEmpty() ? NOBODY : String.join(COMMA, ballot.approvers()));
        return fields;
    }

    @Override
    public Map<String, byte[]> attachments() {
        return Map.of(TEMPLATE, template.render(), REVIEW, review);
    }
}
