package dev.holdpoint.core.record;

import dev.holdpoint.core.digest.Sha256;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A round was refused: by the verdict on its plan, or because none could be made. In the operator's words, which the
 * attestor does not derive again: nobody acts on a refusal.
 *
 * @param stack whose state it would have changed
 * @param plan that was refused; empty when there was none
 * @param rules that refuse, each once, in order of their names
 * @param review what the change's branch shows of it; empty when it shows nothing
 */
public record ChangeRefused(
        ChangeEnded.Subject subject, String stack, Optional<Sha256> plan, List<String> rules, Optional<byte[]> review)
        implements Fact {
    /** What the branch shows. */
    public static final String REVIEW = "review.md";

    /** Most bytes of a review: 65,536 characters. */
    public static final int MAX_REVIEW = 4 * 65_536;

    private static final String COMMA = ", ";

    /**
     * Sorts the rules.
     *
     * @throws IllegalArgumentException if there is no rule, or something that is no name of one, or the review is too long
     */
    public ChangeRefused {
        rules = rules.stream().distinct().sorted().toList();
        FactReader.demand(
                !rules.isEmpty() && rules.stream().allMatch(rule -> rule.matches("[a-z][a-z-]{1,62}")),
                "a refusal names the rules that refuse");
        FactReader.demand(
                review.filter(bytes -> bytes.length > MAX_REVIEW).isEmpty(),
                "a review has at most " + MAX_REVIEW + " bytes");
    }

    static ChangeRefused read(FactReader in) {
        return new ChangeRefused(
                new ChangeEnded.Subject(in.text("Change"), in.text("Change-UID"), in.small("Round")),
                in.text("Stack"),
                in.optional("Plan-SHA256").map(any -> in.digest("Plan-SHA256")),
                List.of(in.text("Rules").split(COMMA, -1)),
                in.optionalAttachment(REVIEW));
    }

    @Override
    public EntryKind kind() {
        return EntryKind.REFUSED;
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("Change", subject.change());
        fields.put("Change-UID", subject.uid());
        fields.put("Round", Integer.toString(subject.round()));
        fields.put("Stack", stack);
        fields.put("Rules", String.join(COMMA, rules));
        plan.ifPresent(it -> fields.put("Plan-SHA256", it.hex()));
        return fields;
    }

    @Override
    public Map<String, byte[]> attachments() {
        return review.map(bytes -> Map.of(REVIEW, bytes)).orElseGet(Map::of);
    }
}
