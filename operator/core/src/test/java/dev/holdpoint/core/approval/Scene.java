package dev.holdpoint.core.approval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.verdict.Tier;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A change before its reviewers: four people, an agent, one template; every test bends one thing. */
final class Scene {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    static final String PREVIEW = "1111111111111111111111111111111111111111";
    static final String STACK = "payments-prod";

    final Map<String, SshPrivateKey> keys = new HashMap<>();
    final DeviceKey deviceOfDora;
    final Template template;
    final List<Person> people = new ArrayList<>();
    final Origin origin = new Origin("system:serviceaccount:holdpoint-agents:claude", Set.of("bot@example.com"));

    Scene(Tier tier, SecureRandom random) {
        deviceOfDora = new DeviceKey(KeyType.SK_ED25519, random);
        template = template(tier, 0);
        for (String name : List.of("alice", "bob", "carol", "owner")) {
            SshPrivateKey key = SoftKey.from(random);
            keys.put(name, key);
            people.add(person(name, key.key(), LONG_AGO));
        }
        people.add(person("dora", deviceOfDora.publicKey, LONG_AGO));
    }

    Scene(Tier tier) {
        this(tier, new SecureRandom());
    }

    Scene() {
        this(Tier.HIGH);
    }

    static Template template(Tier tier, int answers) {
        return new Template(
                new Template.Subject(
                        "payments",
                        "chg-7f3a",
                        "6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61",
                        "ssh://git.example.com/infra.git",
                        "refs/heads/main",
                        "89e6849b89e6849b89e6849b89e6849b89e6849b"),
                2,
                tier,
                new Template.Pins(
                        digest("plan"), digest("review"), digest("inputs"), digest("settings"), digest("ledger")),
                new Template.State.At("9d1cf3a0-0000-4000-8000-000000000001", 118),
                new Template.Actions(0, 1, 0, 1, 0),
                Instant.parse("2026-11-22T18:00:00Z"),
                answers);
    }

    static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(US_ASCII));
    }

    static Person person(String name, SshPublicKey key, Instant added) {
        return new Person(
                name,
                Set.of(name + "@example.com"),
                Set.of(name),
                List.of(new Person.Key(key, added)),
                Optional.empty(),
                Tier.CRITICAL);
    }

    RosterContent rosterContent() {
        return new RosterContent(
                3,
                RosterContent.Profile.STANDARD,
                people,
                List.of(new Agent(origin.requester(), Set.of("owner"), Set.of("bot@example.com"))),
                Set.of("alice", "bob"),
                Map.of());
    }

    Roster roster() {
        return Roster.of(rosterContent()).orThrow();
    }

    RoundFacts facts() {
        Template.Pins pins = template.pins();
        return new RoundFacts(2, pins.plan(), pins.inputs(), pins.settings(), template.state());
    }

    Poll poll() {
        return new Poll(template, PREVIEW, STACK, origin);
    }

    VoteCheck check(SignedTag tag) {
        return check(tag, NOW);
    }

    VoteCheck check(SignedTag tag, Instant now) {
        return new VoteVerifier(poll(), roster()).verify(tag, facts(), now);
    }

    String body(String decision) {
        return new String(template.render(), US_ASCII).replace("Decision:", "Decision: " + decision);
    }

    static String header(String tagName) {
        return "object " + PREVIEW + "\ntype commit\ntag " + tagName + "\ntagger Nobody <n@example.com> 0 +0000\n\n";
    }

    static String tagName(String voter) {
        return "holdpoint/payments/chg-7f3a/r2/" + voter;
    }

    /** A signed tag in which one thing about the signed text was changed before signing. */
    SignedTag signedAfter(String voter, UnaryOperator<String> change) {
        String text = change.apply(header(tagName(voter)) + body("approve"));
        return tag(voter, text, keys.get(voter).sign(text.getBytes(ISO_8859_1), "git"));
    }

    SignedTag vote(String voter, String decision) {
        return signedAfter(voter, text -> text.replace("Decision: approve", "Decision: " + decision));
    }

    SignedTag deviceVote(int flags) {
        String text = header(tagName("dora")) + body("approve");
        return tag("dora", text, deviceOfDora.sign(text.getBytes(ISO_8859_1), "git", flags, 9));
    }

    static SignedTag tag(String voter, String text, String signature) {
        return new SignedTag("refs/tags/" + tagName(voter), (text + signature).getBytes(ISO_8859_1));
    }

    Vote sound(SignedTag tag) {
        return switch (check(tag)) {
            case VoteCheck.Sound(var vote, var steps) -> vote;
            case VoteCheck.Unsound(var finding, var steps) -> throw new IllegalStateException(finding.toString());
        };
    }

    /** The stable name of why it does not count, or "sound". */
    static String rule(VoteCheck check) {
        return switch (check) {
            case VoteCheck.Sound sound -> "sound";
            case VoteCheck.Unsound(var finding, var steps) -> finding.rule();
        };
    }

    Recorded recorded(Vote... votes) {
        Set<Sha256> digests = new HashSet<>();
        for (Vote vote : votes) {
            digests.add(vote.digest());
        }
        return new Recorded(digests, Set.of(), Set.of());
    }
}
