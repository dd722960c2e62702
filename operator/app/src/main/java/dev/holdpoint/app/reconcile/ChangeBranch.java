package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.approval.Origin;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.change.EditFinding;
import dev.holdpoint.core.change.EditRules;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.flow.Source;
import dev.holdpoint.core.scan.ScanFinding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The edits of a change and its branch, as they are now. The change commit is a function of the change and the base
 * commit, so the branch is right exactly when building it again gives the same commit.
 */
final class ChangeBranch {
    /** As many as a repository reads. */
    private static final int MAX_AUTHORS = 1000;

    private static final String MOVED = "somebody moved the branch ";

    private final EditsOfChange edits;
    private final CommitSignatures signatures;
    private final Ports ports;

    ChangeBranch(EditsOfChange edits, CommitSignatures signatures, Ports ports) {
        this.edits = edits;
        this.signatures = signatures;
        this.ports = ports;
    }

    /** What was found: how it stands, and the commit when it stands. */
    record Found(Source source, Optional<Standing> standing) {
        static Found only(Source source) {
            return new Found(source, Optional.empty());
        }
    }

    /**
     * A branch that holds exactly the edits.
     *
     * @param head what the branch points at: the change commit, or a commit on top of it
     * @param tree of the stack at the change commit
     * @param emails of those who wrote what was pushed
     */
    record Standing(
            String changeCommit,
            String base,
            String head,
            Optional<String> sourceCommit,
            Tree tree,
            Set<String> emails) {}

    /** What a new branch would hold, on the base branch as it is now. */
    EditsOfChange.Building fresh(Scene scene) {
        return edits.build(scene, baseHead(scene));
    }

    Found of(Scene scene) {
        List<String> refused = mayAsk(scene);
        if (!refused.isEmpty()) {
            return Found.only(new Source.Refused(refused));
        }
        Optional<String> head = scene.refs().at(scene.branchRef());
        return head.isEmpty() ? unbuilt(scene) : built(scene, head.get());
    }

    private Found unbuilt(Scene scene) {
        return switch (fresh(scene)) {
            case EditsOfChange.Building.Refused refused -> Found.only(new Source.Refused(lines(refused.findings())));
            case EditsOfChange.Building.Ready ready -> {
                List<String> findings = judge(scene, scene.repository().write(ready.draft()));
                yield Found.only(findings.isEmpty() ? new Source.Unbuilt() : new Source.Refused(findings));
            }
        };
    }

    private Found built(Scene scene, String head) {
        for (String commit : candidates(scene, head)) {
            Optional<String> base = CommitText.parents(scene.repository().commit(commit)).stream()
                    .findFirst();
            if (base.isEmpty() || !scene.repository().contains(baseHead(scene), base.get())) {
                continue;
            }
            switch (edits.build(scene, base.get())) {
                case EditsOfChange.Building.Refused refused -> {
                    return Found.only(new Source.Refused(lines(refused.findings())));
                }
                case EditsOfChange.Building.Ready ready -> {
                    if (holds(scene, commit, ready)) {
                        return standing(scene, ready, new Commits(commit, base.get(), head));
                    }
                }
            }
        }
        return Found.only(new Source.Moved(MOVED + scene.branchRef() + ", or the edits are other ones now"));
    }

    /** The commit is what is built from the change again, byte for byte but for the operator's signature on it. */
    private boolean holds(Scene scene, String commit, EditsOfChange.Building.Ready ready) {
        byte[] raw = scene.repository().commit(commit);
        byte[] again = scene.repository().commit(scene.repository().write(ready.draft()));
        return Arrays.equals(CommitText.withoutSignature(raw), again)
                && signatures.good(raw, scene.settings().repository().getSpec().operatorKey);
    }

    private record Commits(String change, String base, String head) {}

    private Found standing(Scene scene, EditsOfChange.Building.Ready ready, Commits commits) {
        if (movedBelow(scene, commits.base())) {
            return Found.only(new Source.Moved("the base branch changed files of the stack since the change was made"));
        }
        List<String> findings = new ArrayList<>(judge(scene, commits.change()));
        findings.addAll(strangers(scene, ready.emails()));
        if (!findings.isEmpty()) {
            return Found.only(new Source.Refused(findings));
        }
        return switch (tree(scene, commits.change())) {
            case Tree.Reading.Refused refused -> Found.only(new Source.Refused(lines(refused.findings())));
            case Tree.Reading.Sound sound ->
                new Found(
                        new Source.Built(commits.change()),
                        Optional.of(new Standing(
                                commits.change(),
                                commits.base(),
                                commits.head(),
                                ready.sourceCommit(),
                                sound.tree(),
                                ready.emails())));
        };
    }

    /** The change commit is the head itself, or the parent of the preview commit on top of it. */
    private static List<String> candidates(Scene scene, String head) {
        List<String> all = new ArrayList<>(List.of(head));
        all.addAll(CommitText.parents(scene.repository().commit(head)).stream()
                .limit(1)
                .toList());
        return all;
    }

    /** A base branch that moved elsewhere changes nothing; one that moved below the stack changes what would be merged. */
    private static boolean movedBelow(Scene scene, String base) {
        String now = baseHead(scene);
        if (now.equals(base)) {
            return false;
        }
        Set<String> touched = scene.repository().touched(base, now).keySet();
        // Of more than that some are missing, and what is not told may be the stack's.
        return touched.size() > Repository.MAX_TOUCHED || touched.stream().anyMatch(path -> isBelow(scene, path));
    }

    private static boolean isBelow(Scene scene, String path) {
        String stack = scene.stackPath();
        return stack.isEmpty() || path.equals(stack) || path.startsWith(stack + "/");
    }

    /** Nobody could be barred from voting for what an unknown author wrote, so such commits are refused. */
    private static List<String> strangers(Scene scene, Set<String> emails) {
        if (emails.size() >= MAX_AUTHORS) {
            return List.of("author-unknown: the pushed commits have more authors than can be looked up. Squash them.");
        }
        return emails.stream()
                .filter(email -> !scene.settings().roster().answersFor(email))
                .sorted()
                .map(email -> "author-unknown: nobody on the roster stands behind an address among the pushed commits'"
                        + " authors (" + EditRules.printable(email)
                        + "). Commit with an address that the roster lists.")
                .toList();
    }

    /** What of the tree is refused before any code of it runs. */
    private List<String> judge(Scene scene, String commit) {
        return switch (tree(scene, commit)) {
            case Tree.Reading.Refused refused -> lines(refused.findings());
            case Tree.Reading.Sound sound ->
                ports.rounds().scan(sound.tree(), scene.settings().stack().getSpec()).stream()
                        .map(ScanFinding::text)
                        .toList();
        };
    }

    private static Tree.Reading tree(Scene scene, String commit) {
        return Tree.read(scene.repository().tree(commit, scene.stackPath()));
    }

    private static String baseHead(Scene scene) {
        return scene.refs()
                .at(scene.baseRef())
                .orElseThrow(() -> new Stalled("the repository "
                        + scene.settings().repository().getSpec().url + " has no branch " + scene.baseRef()
                        + "; create it, or name the right one in the ChangeRepository"));
    }

    /** Who may ask at all: listed for the stack, and answered for by somebody on the roster. */
    private static List<String> mayAsk(Scene scene) {
        ChangeSpec spec = scene.change().getSpec();
        List<String> findings = new ArrayList<>();
        boolean listed = scene.settings().stack().getSpec().requesters.stream()
                .anyMatch(allowed -> allowed.endsWith(":*")
                        ? spec.requester.startsWith(allowed.substring(0, allowed.length() - 1))
                        : allowed.equals(spec.requester));
        if (!listed) {
            findings.add("requester-not-allowed: " + spec.requester + " may not ask for changes of the stack "
                    + scene.stack() + ". Ask the platform team to list it in the InfrastructureStack.");
        }
        if (spec.baseBranch != null
                && !spec.baseBranch.equals(scene.settings().repository().getSpec().baseBranch)) {
            findings.add("base-branch-unknown: spec.baseBranch is " + spec.baseBranch + ", the repository's is "
                    + scene.settings().repository().getSpec().baseBranch + ". Leave spec.baseBranch out.");
        }
        if (scene.settings().roster().barred(new Origin(spec.requester, Set.of()))
                instanceof Parsed.Bad<Set<String>>(var reason)) {
            findings.add("requester-unanswered: " + reason + ". Ask the platform team to put it on the roster.");
        }
        return findings;
    }

    private static List<String> lines(List<EditFinding> findings) {
        return findings.stream().map(EditFinding::line).toList();
    }
}
