package dev.holdpoint.app.review;

import dev.holdpoint.core.plan.Effect;
import dev.holdpoint.core.verdict.Finding;
import dev.holdpoint.core.verdict.Severity;
import dev.holdpoint.core.verdict.Verdict;
import dev.holdpoint.core.verdict.Weighed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * {@code REVIEW.md}: what a human reads before deciding, in the order of 09 "The review". Deterministic; at most
 * {@link #LIMIT} characters, cut with "N of M shown", what is dangerous last of all.
 */
public final class Review {
    /** Characters that a forge's comment holds. */
    public static final int LIMIT = 65_536;

    private static final int DANGER_SHARE = 12_500;
    private static final int FINDINGS_SHARE = 5_000;

    /** Kept free for outputs, picture, words and the way to approve, so that a long table cannot push them out. */
    private static final int TAIL = 24_000;

    private static final int LONGEST_CLAIM = 6_000;
    private static final int LONGEST_FENCE = 8_000;
    private static final int LONGEST_SAW = 1_500;
    private static final int LONGEST_STEP = 500;

    private static final Set<String> LESS_PROTECTED = Set.of("protection-lowered", "backup-lowered");
    private static final Set<String> EXPOSURE =
            Set.of("network-exposure", "identity-widened", "secret-published", "provider-retargeted");
    /** They are told as what dies. */
    private static final Set<String> LOSSES = Set.of("destroy", "destroy-of-unknown");

    private final Dossier dossier;
    private final Page page = new Page(LIMIT);

    private Review(Dossier dossier) {
        this.dossier = dossier;
    }

    /** The whole page. */
    public static String of(Dossier dossier) {
        return new Review(dossier).write();
    }

    private String write() {
        head();
        refusals();
        dies();
        section("What becomes less protected", findings(LESS_PROTECTED), FINDINGS_SHARE);
        section("Exposure and identity", findings(EXPOSURE), FINDINGS_SHARE);
        section("Look at this as well", others(), FINDINGS_SHARE);
        List<Weighed> touched = touched();
        ChangeTable.write(page, touched, dossier.redactor(), page.left() - TAIL);
        outputs();
        if (!touched.isEmpty()) {
            page.add("\n## The plan as a picture\n\n").add(Graph.of(touched, dossier.redactor()));
        }
        dossier.subject().ifPresent(this::words);
        dossier.subject().ifPresent(this::approve);
        return page.toString();
    }

    private boolean refused() {
        return dossier.verdict() instanceof Verdict.Refused;
    }

    private void head() {
        page.add("# " + Sentences.verdict(dossier.verdict(), dossier.quorum()) + "\n\n");
        dossier.subject()
                .ifPresent(subject -> page.add("Change " + SafeText.code(subject.namespace() + "/" + subject.name())
                        + ", round " + subject.round() + ". "));
        page.add(SafeText.words(dossier.place().strip(), 300) + "\n\n");
        page.add("The plan: **" + Sentences.counts(dossier.plan()) + "**.\n");
        for (String remark : dossier.remarks()) {
            page.add("\n> Who votes here: " + SafeText.words(remark, LONGEST_STEP) + ".\n");
        }
    }

    private void refusals() {
        List<String> items = new ArrayList<>();
        for (Finding finding : dossier.verdict().findings()) {
            if (finding.severity() == Severity.REFUSE) {
                items.add(entry(finding));
            }
        }
        if (!items.isEmpty()) {
            page.add("\n## Why, and what to do first\n").items(items, DANGER_SHARE, "refusals");
        }
    }

    private void dies() {
        List<Weighed> gone = dossier.seen().weighed().stream()
                .filter(Weighed::lost)
                .sorted(Comparator.comparing((Weighed one) -> one.facts().holds())
                        .thenComparing(one -> one.action().address()))
                .toList();
        if (gone.isEmpty()) {
            return;
        }
        long stateful =
                gone.stream().filter(one -> one.facts().holds().stateful()).count();
        page.add("\n## What dies\n\n");
        page.add(
                stateful == 0
                        ? "Nothing that is known to hold data, keys or secrets.\n\n"
                        : "**" + stateful + " of " + gone.size() + " hold" + (gone.size() == 1 ? "s" : "")
                                + " data, keys or secrets**; applying again does not bring that back.\n\n");
        page.items(gone.stream().map(this::death).toList(), DANGER_SHARE, "things that go");
    }

    private String death(Weighed one) {
        String verb = switch (one.action().effect()) {
            case DELETE -> "deleted";
            case DEPOSED_DELETE -> "a deposed copy deleted";
            case FORGET -> "forgotten (the thing stays, nobody watches it any more)";
            case REPLACE_DESTROY_FIRST -> "destroyed, then made again empty";
            case REPLACE_CREATE_FIRST -> "made again empty, then the old one destroyed";
            case CREATE, UPDATE, IMPORT, MOVE, READ, OPEN, NOOP, RUN, UNKNOWN ->
                one.action().effect().word();
        };
        String what = one.facts().known()
                ? "holds " + one.facts().holds().word()
                : "a type that no catalog knows, so it may hold anything";
        String name = one.facts().identity().stream()
                .map(path -> one.action().before().at(path).getFirst())
                .filter(value -> value.plain().isPresent())
                .map(value -> dossier.redactor().show(value, 80))
                .findFirst()
                .map(shown -> " " + SafeText.code(shown))
                .orElse("");
        String mark = one.facts().holds().stateful() ? "**" : "";
        return "- " + mark
                + SafeText.code(dossier.redactor().address(one.action().address())) + mark + name + ": " + verb + "; "
                + what + ".\n";
    }

    private List<Finding> findings(Set<String> rules) {
        return dossier.verdict().findings().stream()
                .filter(finding -> rules.contains(finding.rule()) && finding.severity() != Severity.REFUSE)
                .toList();
    }

    private List<Finding> others() {
        return dossier.verdict().findings().stream()
                .filter(finding -> finding.severity() != Severity.REFUSE)
                .filter(finding -> !LESS_PROTECTED.contains(finding.rule())
                        && !EXPOSURE.contains(finding.rule())
                        && !LOSSES.contains(finding.rule()))
                .toList();
    }

    private void section(String title, List<Finding> findings, int share) {
        if (!findings.isEmpty()) {
            page.add("\n## " + title + "\n")
                    .items(findings.stream().map(Review::entry).toList(), share, "findings");
        }
    }

    private static String entry(Finding finding) {
        StringBuilder out = new StringBuilder("\n### " + SafeText.code(finding.rule()));
        if (!finding.address().isEmpty()) {
            out.append(": ").append(SafeText.code(finding.address()));
        }
        out.append("\n\n")
                .append(SafeText.words(finding.saw(), LONGEST_SAW))
                .append(' ')
                .append(finding.why())
                .append("\n\n");
        int n = 1;
        for (String step : finding.remedy()) {
            out.append(n++)
                    .append(". ")
                    .append(SafeText.words(step, LONGEST_STEP))
                    .append('\n');
        }
        return out.append("\nNext to act: ")
                .append(finding.nextActor())
                .append(".\n")
                .toString();
    }

    /** What goes first, then what changes, then what is made. */
    private List<Weighed> touched() {
        return dossier.seen().weighed().stream()
                .sorted(Comparator.comparingInt(
                                (Weighed one) -> one.lost() ? 0 : one.judgedAs() == Effect.CREATE ? 2 : 1)
                        .thenComparing(one -> one.facts().holds())
                        .thenComparing(one -> one.action().address()))
                .toList();
    }

    private void outputs() {
        if (!dossier.plan().outputs().isEmpty()) {
            List<String> items = dossier.plan().outputs().stream()
                    .map(output -> "- " + SafeText.code(dossier.redactor().string(output.name())) + ": "
                            + output.effect().word() + "\n")
                    .toList();
            page.add("\n**Outputs** (values are never shown)\n\n").items(items, 2_000, "outputs");
        }
    }

    private void words(Subject subject) {
        page.add("\n## What the requester says\n\n");
        page.add("A claim by " + SafeText.code(subject.requester())
                + ", not checked by anybody; what the plan does stands above.\n\n");
        String claim = dossier.redactor().string(subject.title() + "\n\n" + subject.reasoning());
        String shown = claim.length() <= LONGEST_CLAIM
                ? claim
                : SafeText.cut(claim, LONGEST_CLAIM) + "\n(" + LONGEST_CLAIM + " of " + claim.length()
                        + " characters shown)";
        String fenced = SafeText.fenced(shown);
        page.add(
                fenced.length() <= LONGEST_FENCE
                        ? fenced
                        : SafeText.fenced("(" + claim.length()
                                + " characters, most of which cannot be seen; read them in the change itself)"));
    }

    private void approve(Subject subject) {
        if (refused() || dossier.quorum().required() == 0) {
            return;
        }
        String id = subject.namespace() + "/" + subject.name();
        String tag = "holdpoint/" + id + "/r" + subject.round() + "/<you>/1";
        page.add("\n## How to approve\n\n")
                .add("In a clone of this repository, with your name on the roster in place of `<you>`:\n\n")
                .add("```sh\n./holdpoint approve " + id + " --as <you>\n```\n\n")
                .add("or with git alone, which is told once that you sign with an SSH key, and with which:\n\n")
                .add("```sh\n")
                .add("git config gpg.format ssh\n")
                .add("git config user.signingkey ~/.ssh/id_ed25519.pub\n")
                .add("```\n\n")
                .add("```sh\n")
                .add("git fetch origin " + subject.branch() + "\n")
                .add("git show FETCH_HEAD:.holdpoint/changes/" + id + "/APPROVE.txt > vote.txt\n")
                .add(
                        "# in vote.txt, change the line \"Decision:\" to \"Decision: approve\" (or reject) and nothing else\n")
                .add("git tag -s --cleanup=verbatim -F vote.txt '" + tag + "' FETCH_HEAD\n")
                .add("git push origin 'refs/tags/" + tag + "'\n")
                .add("```\n\n")
                .add("To say no: `./holdpoint reject " + id + " --as <you>`. A new round voids every vote.\n");
    }
}
