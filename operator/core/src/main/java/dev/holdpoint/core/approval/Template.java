package dev.holdpoint.core.approval;

import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.verdict.Tier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The vote template, version 1: everything that one vote names, rendered byte for byte the same by everyone who derives
 * it. A vote's body must equal it but for the text after {@code Decision:} and {@code Answer-n:}, so that there is no
 * other change, round, repository, plan or state to replay a vote into.
 *
 * @param round from 1
 * @param expires whole seconds
 * @param answers how many {@code Answer-n:} lines, 0 to 9
 */
public record Template(
        Subject subject, int round, Tier tier, Pins pins, State state, Actions actions, Instant expires, int answers) {

    static final String TITLE = "holdpoint vote v1";
    static final int MAX_ANSWERS = 9;

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final int MAX_WORD = 512;

    /** @throws IllegalArgumentException if a field could not stand in its line */
    public Template {
        demand(round >= 1, "a round is 1 or more");
        demand(answers >= 0 && answers <= MAX_ANSWERS, "a template asks for 0 to 9 answers");
        demand(expires.equals(expires.truncatedTo(ChronoUnit.SECONDS)), "a template expires on a whole second");
    }

    /**
     * What is voted on.
     *
     * @param namespace a Kubernetes namespace
     * @param name a Kubernetes object name
     * @param uid the object's UID
     * @param repository the Git URL, without credentials
     * @param target the full ref that the change would be merged to
     * @param changeCommit the commit with the edits; not the preview commit, in which the template itself lies
     */
    public record Subject(
            String namespace, String name, String uid, String repository, String target, String changeCommit) {
        /** @throws IllegalArgumentException if a field could not stand in its line */
        public Subject {
            demand(LABEL.matcher(namespace).matches(), "not a namespace: " + namespace);
            demand(name.length() <= 253 && NAME.matcher(name).matches(), "not an object name: " + name);
            demandWord("a UID", uid);
            demandWord("a repository", repository);
            demandWord("a target", target);
            demand(COMMIT.matcher(changeCommit).matches(), "not a commit id: " + changeCommit);
        }
    }

    /**
     * The digests that tie a vote down.
     *
     * @param plan the bytes that apply will get
     * @param review the text that the human saw
     * @param inputs all that the plan was made from
     * @param settings the specs in force
     * @param ledger the ledger's head when the round was opened
     */
    public record Pins(Sha256 plan, Sha256 review, Sha256 inputs, Sha256 settings, Sha256 ledger) {}

    /** The registered state that the plan was made against; a stack that was never applied has none. */
    public sealed interface State {
        /** No state yet. */
        record None() implements State {}

        /**
         * A version of the state.
         *
         * @param lineage the state's own name for its history
         * @param serial rises with every version
         */
        record At(String lineage, long serial) implements State {
            /** @throws IllegalArgumentException if the lineage could not stand in its line */
            public At {
                demandWord("a lineage", lineage);
                demand(serial >= 0, "a serial is 0 or more");
            }
        }
    }

    /** How many things the plan would do, by effect. */
    public record Actions(int create, int update, int replace, int delete, int forget) {
        /** @throws IllegalArgumentException if a count is negative */
        public Actions {
            demand(
                    Math.min(Math.min(Math.min(create, update), Math.min(replace, delete)), forget) >= 0,
                    "counts are 0 or more");
        }
    }

    /** What a voter filled in: the raw text after {@code Decision:} and each {@code Answer-n:}, without outer blanks. */
    record Filled(String decision, List<String> answers) {}

    /** {@code APPROVE.txt}: ASCII, lines end in {@code \n}, no blank at the end of any line. */
    public byte[] render() {
        return (String.join("\n", lines()) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** The name of this template: the digest of its bytes. */
    public Sha256 digest() {
        return Sha256.of(render());
    }

    /** Reads an unfilled template, as {@code APPROVE.txt} holds it. */
    public static Parsed<Template> parse(byte[] bytes) {
        return TemplateReader.read(bytes);
    }

    /** Where its votes stand: {@code refs/tags/holdpoint/<namespace>/<name>/r<round>/}. */
    public String tagPrefix() {
        return "refs/tags/holdpoint/" + subject.namespace + "/" + subject.name + "/r" + round + "/";
    }

    /** Compares a vote's body, line by line, so that the first difference can be named. */
    Parsed<Filled> match(String body) {
        List<String> want = lines();
        if (!body.endsWith("\n")) {
            return new Parsed.Bad<>("the text does not end with a line end");
        }
        List<String> have = List.of(body.substring(0, body.length() - 1).split("\n", -1));
        List<String> filled = new ArrayList<>();
        for (int i = 0; i < want.size(); i++) {
            String expected = want.get(i);
            String actual = i < have.size() ? have.get(i) : "";
            boolean open = i >= want.size() - answers - 1;
            if (open ? !actual.startsWith(expected) : !actual.equals(expected)) {
                return new Parsed.Bad<>(
                        "line " + (i + 1) + " must be '" + expected + "'" + (open ? " and what you fill in" : ""));
            }
            if (open) {
                filled.add(actual.substring(expected.length()).strip());
            }
        }
        if (have.size() != want.size()) {
            return new Parsed.Bad<>("the text goes on after line " + want.size() + ", where it must end");
        }
        return new Parsed.Ok<>(new Filled(filled.getFirst(), List.copyOf(filled.subList(1, filled.size()))));
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                TITLE,
                "",
                "Change: " + subject.namespace + "/" + subject.name,
                "Change-UID: " + subject.uid,
                "Repository: " + subject.repository,
                "Target: " + subject.target,
                "Change-Commit: " + subject.changeCommit,
                "Round: " + round,
                "Tier: " + tier.name().toLowerCase(Locale.ROOT),
                "Plan-SHA256: " + pins.plan,
                "Review-SHA256: " + pins.review,
                "Inputs-SHA256: " + pins.inputs,
                "Settings-SHA256: " + pins.settings,
                "State: " + stateLine(),
                "Ledger: " + pins.ledger,
                "Actions: create " + actions.create + " update " + actions.update + " replace " + actions.replace
                        + " delete " + actions.delete + " forget " + actions.forget,
                "Expires: " + expires,
                "Decision:"));
        for (int n = 1; n <= answers; n++) {
            lines.add("Answer-" + n + ":");
        }
        return lines;
    }

    private String stateLine() {
        return switch (state) {
            case State.None none -> "none";
            case State.At(var lineage, var serial) -> "lineage " + lineage + " serial " + serial;
        };
    }

    private static void demandWord(String what, String text) {
        demand(
                !text.isEmpty() && text.length() <= MAX_WORD && text.chars().allMatch(c -> c > 0x20 && c < 0x7f),
                what + " in a template is 1 to " + MAX_WORD + " printable ASCII characters without blanks: " + text);
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Whether votes are still taken. */
    Optional<String> expiredAt(Instant now) {
        return now.isBefore(expires) ? Optional.empty() : Optional.of("the round expired at " + expires);
    }
}
