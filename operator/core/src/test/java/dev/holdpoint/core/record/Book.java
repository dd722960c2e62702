package dev.holdpoint.core.record;

import dev.holdpoint.core.approval.Decision;
import dev.holdpoint.core.approval.Origin;
import dev.holdpoint.core.approval.Poll;
import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.verdict.Tier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A ledger under the pen: each fact becomes the next entry. A stand-in signs; real signatures are tested elsewhere. */
final class Book {
    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    static final byte[] REVIEW = bytes("what they saw");
    static final String STACK = "shop-prod";
    static final String UID = "6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61";

    final List<SignedEntry> entries = new ArrayList<>();
    private Optional<Entry> last = Optional.empty();

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Sha256 digest(String text) {
        return Sha256.of(bytes(text));
    }

    /** A change from its first vote to its end. */
    static Book whole() {
        return new Book()
                .add(settings(1))
                .add(vote("ada", Decision.APPROVE, 1))
                .add(vote("ben", Decision.APPROVE, 1))
                .add(approved(1, 1, "ada", "ben"))
                .add(new PodIntended(place(1), "pod-1"))
                .add(applied(1));
    }

    Book add(Fact fact) {
        return add(fact, NOON);
    }

    Book add(Fact fact, Instant time) {
        Map<String, Sha256> digests = new TreeMap<>();
        fact.attachments().forEach((name, content) -> digests.put(name, Sha256.of(content)));
        Entry entry = Entry.after(last, time, fact.kind(), fact.fields(), digests);
        entries.add(LedgerFolder.entry(entry, seal(entry.bytes()), fact.attachments()));
        last = Optional.of(entry);
        return this;
    }

    static String seal(byte[] bytes) {
        return "by attestor over " + Sha256.of(bytes).hex();
    }

    static boolean sealed(byte[] bytes, String signature) {
        return signature.equals(seal(bytes));
    }

    History history() {
        return switch (Chain.verify(entries, Book::sealed, Optional.empty())) {
            case Chain.Result.Sound sound -> sound.history();
            case Chain.Result.Broken broken -> throw new IllegalStateException(broken.toString());
        };
    }

    /** The file and the reason, or "sound". */
    String verdict() {
        return verdict(Optional.empty());
    }

    String verdict(Optional<Sha256> head) {
        return switch (Chain.verify(entries, Book::sealed, head)) {
            case Chain.Result.Sound sound -> "sound";
            case Chain.Result.Broken(var file, var why) -> file + ": " + why;
        };
    }

    static Template template(int round) {
        return new Template(
                new Template.Subject(
                        "agents",
                        "more-memory",
                        UID,
                        "https://git.example.com/infra.git",
                        "refs/heads/main",
                        "89e6849b89e6849b89e6849b89e6849b89e6849b"),
                round,
                Tier.NORMAL,
                new Template.Pins(
                        digest("plan " + round),
                        Sha256.of(REVIEW),
                        digest("inputs"),
                        digest("settings"),
                        digest("ledger")),
                new Template.State.None(),
                new Template.Actions(0, 1, 0, 0, 0),
                Instant.parse("2026-11-22T18:00:00Z"),
                0);
    }

    static Fact settings(long version) {
        return new SettingsRecorded(new SettingsDocument(
                new SettingsDocument.Id("ChangePolicy", "default", version), bytes("{}" + version), List.of()));
    }

    static Fact vote(String person, Decision decision, int round) {
        Poll poll = new Poll(
                template(round), "1".repeat(40), STACK, new Origin("claude", Set.of("bot@example.com", "a@b")));
        return new VoteRecorded(
                poll,
                person,
                decision,
                "SHA256:key",
                new SignedTag(
                        template(round).tagPrefix() + person + "/1", bytes(person + " " + decision + " " + round)));
    }

    static PlanApproved.Place place(long order) {
        return new PlanApproved.Place(STACK, order);
    }

    static Fact approved(int round, long order, String... approvers) {
        return new PlanApproved(
                template(round),
                "1".repeat(40),
                place(order),
                new PlanApproved.Tally(new Quorum(approvers.length, 0, false), List.of(approvers)),
                REVIEW);
    }

    static ChangeEnded.Subject subject() {
        return new ChangeEnded.Subject("agents/more-memory", UID, 1);
    }

    static Fact applied(long order) {
        return new ChangeEnded(
                ChangeEnded.End.APPLIED,
                subject(),
                Optional.of(new ChangeEnded.Order(place(order), digest("plan 1"))),
                Optional.of(new ChangeEnded.StateMove("lineage-1", 3, 4)),
                Optional.of("2".repeat(40)),
                "1 changed");
    }

    static Fact ended(ChangeEnded.End end, String message) {
        return new ChangeEnded(end, subject(), Optional.empty(), Optional.empty(), Optional.empty(), message);
    }
}
