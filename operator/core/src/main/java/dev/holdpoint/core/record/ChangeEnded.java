package dev.holdpoint.core.record;

import dev.holdpoint.core.digest.Sha256;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A change ended, for good.
 *
 * @param order the order that it had, if it came so far
 * @param state how the registered state moved, if the run could say
 * @param mergeCommit where its edits reached the base branch
 * @param message for people; cut to one line
 */
public record ChangeEnded(
        End end,
        Subject subject,
        Optional<Order> order,
        Optional<StateMove> state,
        Optional<String> mergeCommit,
        String message)
        implements Fact {
    private static final int MAX_MESSAGE = 2000;

    /** How a change can end. */
    public enum End {
        APPLIED("Applied", EntryKind.APPLIED),
        FAILED("Failed", EntryKind.FAILED),
        WITHDRAWN("Withdrawn", EntryKind.ENDED),
        SUPERSEDED("Superseded", EntryKind.ENDED),
        EXPIRED("Expired", EntryKind.ENDED);

        private final String phase;
        private final EntryKind kind;

        End(String phase, EntryKind kind) {
            this.phase = phase;
            this.kind = kind;
        }

        /** The word of the phase in the change's status. */
        public String phase() {
            return phase;
        }

        /** The end that a phase of the change's status is; empty for a phase that is no end. */
        public static Optional<End> ofPhase(String phase) {
            return Arrays.stream(values())
                    .filter(end -> end.phase.equals(phase))
                    .findFirst();
        }
    }

    /**
     * Which change.
     *
     * @param change namespace/name
     * @param round that it ended in; 0 when it never had one
     */
    public record Subject(String change, String uid, int round) {}

    /** What was ordered. */
    public record Order(PlanApproved.Place place, Sha256 plan) {}

    /** @param lineage of the state after; a stack without a state before has serial 0 */
    public record StateMove(String lineage, long serialBefore, long serialAfter) {
        /** @throws IllegalArgumentException if a serial is negative */
        public StateMove {
            FactReader.demand(serialBefore >= 0 && serialAfter >= 0, "a serial is 0 or more");
        }
    }

    /** Makes the message one line of at most 2000 characters. */
    public ChangeEnded {
        String line = message.replaceAll("\\p{Cntrl}+", " ").strip();
        message = line.length() <= MAX_MESSAGE
                ? line
                : line.substring(0, MAX_MESSAGE).strip();
    }

    static ChangeEnded read(FactReader in) {
        End end = End.ofPhase(in.text("Phase"))
                .orElseThrow(() -> new IllegalArgumentException("its Phase is no end of a change"));
        return new ChangeEnded(
                end,
                new Subject(in.text("Change"), in.text("Change-UID"), in.small("Round")),
                in.optional("Order")
                        .map(order -> new Order(
                                new PlanApproved.Place(in.text("Stack"), in.number("Order")),
                                in.digest("Plan-SHA256"))),
                in.optional("State-Lineage")
                        .map(lineage -> new StateMove(
                                lineage, in.number("State-Serial-Before"), in.number("State-Serial-After"))),
                in.optional("Merge-Commit"),
                in.text("Message"));
    }

    @Override
    public EntryKind kind() {
        return end.kind;
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("Phase", end.phase);
        fields.put("Change", subject.change());
        fields.put("Change-UID", subject.uid());
        fields.put("Round", Integer.toString(subject.round()));
        order.ifPresent(it -> {
            fields.put("Stack", it.place().stack());
            fields.put("Order", Long.toString(it.place().order()));
            fields.put("Plan-SHA256", it.plan().hex());
        });
        state.ifPresent(it -> {
            fields.put("State-Lineage", it.lineage());
            fields.put("State-Serial-Before", Long.toString(it.serialBefore()));
            fields.put("State-Serial-After", Long.toString(it.serialAfter()));
        });
        mergeCommit.ifPresent(it -> fields.put("Merge-Commit", it));
        fields.put("Message", message);
        return fields;
    }

    @Override
    public Map<String, byte[]> attachments() {
        return Map.of();
    }
}
