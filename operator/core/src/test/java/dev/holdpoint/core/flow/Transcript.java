package dev.holdpoint.core.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A golden transcript: lines of facts ({@code name=value}, kept until changed), each followed by the decision that must
 * come out ({@code -> Step | because | actor}). A line that starts with {@code ##} begins a new story from the defaults.
 */
final class Transcript {
    record Line(int number, Map<String, String> facts, String expected) {}

    private Transcript() {}

    static List<Line> read(Path file) {
        List<Line> lines = new ArrayList<>();
        Map<String, String> facts = new HashMap<>();
        int number = 0;
        try {
            for (String raw : Files.readAllLines(file)) {
                number++;
                String text = raw.strip();
                if (text.startsWith("##")) {
                    facts.clear();
                } else if (text.startsWith("->")) {
                    lines.add(new Line(
                            number, Map.copyOf(facts), text.substring(2).strip()));
                } else if (!text.isEmpty() && !text.startsWith("#")) {
                    for (String fact : text.split("\\s+(?=[a-z]+=)")) {
                        int at = fact.indexOf('=');
                        facts.put(fact.substring(0, at), fact.substring(at + 1));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    static Snapshot controller(Map<String, String> f) {
        return new Snapshot(
                Stage.valueOf(f.getOrDefault("stage", "NEW")),
                Integer.parseInt(f.getOrDefault("round", "1")),
                Optional.ofNullable(f.get("withdrawal")),
                Optional.ofNullable(f.get("superseded")),
                Optional.ofNullable(f.get("expires")).map(Instant::parse),
                settings(f),
                source(f.getOrDefault("source", "built")),
                basis(f),
                run(f.getOrDefault("plan", "none")),
                run(f.getOrDefault("render", "none")),
                Integer.parseInt(f.getOrDefault("before", "0")),
                judgement(f.getOrDefault("judgement", "none")),
                f.getOrDefault("previewed", "no").equals("yes"),
                f.getOrDefault("lane", "clear").equals("clear") ? new Lane.Clear() : new Lane.Busy(f.get("lane")),
                apply(f.getOrDefault("apply", "none")),
                f.getOrDefault("merged", "no").equals("yes"),
                f.getOrDefault("cleaned", "no").equals("yes"),
                f.getOrDefault("recorded", "no").equals("yes"),
                f.getOrDefault("rejected", "no").equals("yes"),
                f.getOrDefault("refusal", "recorded").equals("new"));
    }

    static AttestSnapshot attestor(Map<String, String> f) {
        return new AttestSnapshot(
                Stage.valueOf(f.getOrDefault("stage", "NEW")),
                Integer.parseInt(f.getOrDefault("round", "1")),
                f.containsKey("withdrawal"),
                settings(f),
                run(f.getOrDefault("render", "none")),
                derived(f.getOrDefault("derived", "none")),
                basis(f),
                Integer.parseInt(f.getOrDefault("unrecorded", "0")),
                ballot(f.getOrDefault("ballot", "0/2")),
                Optional.ofNullable(f.get("order")).map(Long::valueOf),
                f.getOrDefault("granted", "no").equals("yes"),
                apply(f.getOrDefault("apply", "none")),
                Optional.ofNullable(f.get("intent")),
                f.getOrDefault("recorded", "no").equals("yes"),
                f.getOrDefault("refusal", "recorded").equals("new"),
                f.getOrDefault("merged", "no").equals("yes"),
                f.getOrDefault("unmerged", "no").equals("yes"));
    }

    static Instant now(Map<String, String> f) {
        return Instant.parse(f.getOrDefault("now", "2026-11-20T12:00:00Z"));
    }

    private static Settings settings(Map<String, String> f) {
        return f.containsKey("unsigned") ? new Settings.NotInForce(f.get("unsigned")) : new Settings.InForce("s1");
    }

    private static Basis basis(Map<String, String> f) {
        return f.containsKey("stale") && !f.get("stale").equals("no") ? Basis.changed(f.get("stale")) : Basis.STANDS;
    }

    private static Source source(String text) {
        String[] parts = text.split(":", 2);
        return switch (parts[0]) {
            case "unbuilt" -> new Source.Unbuilt();
            case "built" -> new Source.Built("c1");
            case "moved" -> new Source.Moved(parts[1]);
            case "refused" -> new Source.Refused(List.of(parts[1]));
            default -> throw new IllegalArgumentException("source " + text);
        };
    }

    private static Run run(String text) {
        String[] parts = text.split(":", 3);
        return switch (parts[0]) {
            case "none" -> new Run.NotStarted(1);
            case "running" -> new Run.Running(Integer.parseInt(parts[1]));
            case "delivered" -> new Run.Delivered();
            case "rejected" -> new Run.Rejected(List.of(parts[1]));
            case "vanished" -> {
                // vanished:5/1:why is the fifth attempt, of which one failed; without a slash all did
                String[] attempts = parts[1].split("/", 2);
                yield new Run.Vanished(
                        Integer.parseInt(attempts[0]), Integer.parseInt(attempts[attempts.length - 1]), parts[2]);
            }
            case "stalled" -> new Run.Stalled(parts[1]);
            default -> throw new IllegalArgumentException("run " + text);
        };
    }

    private static Judgement judgement(String text) {
        String[] parts = text.split(":", 2);
        return switch (parts[0]) {
            case "none" -> new Judgement.None();
            case "refused" -> new Judgement.Refused(Integer.parseInt(parts[1]));
            case "asks" -> new Judgement.Asks(Integer.parseInt(parts[1]), "Normal");
            default -> throw new IllegalArgumentException("judgement " + text);
        };
    }

    private static ApplyRun apply(String text) {
        String[] parts = text.split(":", 2);
        String rest = parts.length == 1 ? "" : parts[1];
        return switch (parts[0]) {
            case "none" -> new ApplyRun.NotStarted();
            case "starting" -> {
                String[] words = rest.split(":", 3);
                yield new ApplyRun.Starting(words[0], words[1], Instant.parse(words[2]));
            }
            case "stuck" -> {
                String[] words = rest.split(":", 2);
                yield new ApplyRun.Stuck(words[0], words[1]);
            }
            case "started" -> {
                String[] words = rest.split(":", 2);
                yield new ApplyRun.Started(
                        words[0], words.length == 1 ? Optional.empty() : Optional.of(Instant.parse(words[1])));
            }
            case "idle" -> {
                String[] words = rest.split(":", 2);
                yield new ApplyRun.Idle(words[0], Instant.parse(words[1]));
            }
            case "overdue" -> {
                String[] words = rest.split(":", 2);
                yield new ApplyRun.Overdue(words[0], Instant.parse(words[1]), 600);
            }
            case "finished" -> new ApplyRun.Finished(parts[1]);
            case "gone" -> new ApplyRun.Gone(parts[1], ApplyRun.Gone.Claim.NONE);
            case "gone-claimed" -> new ApplyRun.Gone(parts[1], ApplyRun.Gone.Claim.ENDED);
            case "gone-holding" -> new ApplyRun.Gone(parts[1], ApplyRun.Gone.Claim.HELD);
            case "leaving" -> new ApplyRun.Leaving("pod", Instant.parse(parts[1]));
            default -> throw new IllegalArgumentException("apply " + text);
        };
    }

    private static Derived derived(String text) {
        String[] parts = text.split(":", 2);
        return switch (parts[0]) {
            case "none" -> new Derived.None();
            case "same" -> new Derived.Same();
            case "differs" -> new Derived.Differs(parts[1]);
            default -> throw new IllegalArgumentException("derived " + text);
        };
    }

    private static BallotView ballot(String text) {
        if (text.startsWith("denied:")) {
            String[] people = text.substring("denied:".length()).split(" over ", 2);
            return new BallotView.Denied(people[0], people.length == 1 ? "" : people[1]);
        }
        String[] parts = text.split("/", 2);
        int counted = Integer.parseInt(parts[0]);
        int required = Integer.parseInt(parts[1]);
        return counted >= required ? new BallotView.Granted(counted) : new BallotView.Pending(counted, required);
    }
}
