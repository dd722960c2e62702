package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.cluster.Command;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** People with a clone and a key. They never touch the cluster. */
final class Reviewers {
    private final Site site;
    private final Show show;
    private final Map<String, Clone> clones = new HashMap<>();

    Reviewers(Site site, Show show) {
        this.site = site;
        this.show = show;
    }

    private Clone clone(String person) {
        return clones.computeIfAbsent(
                person,
                name -> Clone.of(
                        "https://" + name + ":" + site.password(name) + "@" + site.gitHost() + "/infra.git",
                        site.cluster().authority().certificateFile(),
                        site.folder().resolve("clone-" + name),
                        site.person(name)));
    }

    private static String branch(String change) {
        return "holdpoint/holdpoint-agents/" + change;
    }

    private static String folder(String change) {
        return ".holdpoint/changes/holdpoint-agents/" + change + "/";
    }

    /** The shop's configuration as it is on the base branch now. */
    String main() {
        Clone clone = clone("ada");
        clone.git("fetch", "-q", "origin");
        return clone.show("refs/remotes/origin/main", Estate.PATH);
    }

    String review(String person, String change) {
        Clone clone = clone(person);
        clone.git("fetch", "-q", "origin", "+refs/heads/" + branch(change) + ":refs/remotes/origin/" + branch(change));
        return clone.show("refs/remotes/origin/" + branch(change), folder(change) + "REVIEW.md");
    }

    /** {@code holdpoint approve}, which types what plain git could. */
    void approve(String person, String change) {
        review(person, change);
        Clone clone = clone(person);
        String template = clone.show("refs/remotes/origin/" + branch(change), folder(change) + "APPROVE.txt");
        String digits = line(template, "Plan-SHA256: ").substring(0, 12);
        Command.Result result = Command.of(
                        site.holdpoint().toString(),
                        "approve",
                        "holdpoint-agents/" + change,
                        "--as",
                        person,
                        "--plan",
                        digits)
                .in(clone.folder())
                .with("GIT_TERMINAL_PROMPT", "0")
                // Where the machine sets this for its own authority, it would win over the clone's configuration.
                .with(
                        "GIT_SSL_CAINFO",
                        site.cluster().authority().certificateFile().toString())
                .attempt();
        show.typed(
                person,
                "holdpoint approve holdpoint-agents/" + change + " --as " + person + " --plan " + digits,
                lastLine(result.output()));
        show.check(person + " signed for the plan " + digits, result.ok());
    }

    /** Somebody writes another person's name on a tag and signs it with a key of their own. */
    void forge(String who, String name, String change) {
        Clone clone = clone("ada");
        Person forger = site.person(who);
        review("ada", change);
        String filled = filled(clone, change);
        clone.git("config", "user.signingkey", forger.key().toString());
        String tag = "holdpoint/holdpoint-agents/" + change + "/r1/" + name + "/7";
        Command.Result pushed = clone.vote(tag, "refs/remotes/origin/" + branch(change), filled);
        clone.git("config", "user.signingkey", site.person("ada").key().toString());
        show.typed(who, "git tag -s " + tag + "   # with a key of " + who + "'s own", "pushed: " + pushed.ok());
    }

    /** A vote whose body names another round. */
    void wrongRound(String person, String change) {
        Clone clone = clone(person);
        review(person, change);
        String filled = filled(clone, change).replace("\nRound: 1\n", "\nRound: 2\n");
        String tag = "holdpoint/holdpoint-agents/" + change + "/r1/" + person + "/9";
        Command.Result pushed = clone.vote(tag, "refs/remotes/origin/" + branch(change), filled);
        show.typed(person, "git tag -s " + tag + "   # its text says Round: 2", "pushed: " + pushed.ok());
    }

    private static String filled(Clone clone, String change) {
        return clone.show("refs/remotes/origin/" + branch(change), folder(change) + "APPROVE.txt")
                .replace("Decision:\n", "Decision: approve\n");
    }

    void merged(String change) {
        Clone clone = clone("ada");
        clone.git("fetch", "-q", "--prune", "origin");
        String log = clone.git("log", "-1", "--format=%h %an%n%n%B", "origin/main");
        show.typed("ada", "git log -1 origin/main", log);
        show.check(
                "the edits are on main, and nothing of .holdpoint is",
                log.contains(change)
                        && clone.tryGit("ls-tree", "-r", "--name-only", "origin/main", ".holdpoint")
                                .output()
                                .isBlank());
        show.check(
                "the change's branch is gone",
                !clone.tryGit("rev-parse", "-q", "--verify", "refs/remotes/origin/" + branch(change))
                        .ok());
    }

    void verifyLedger(String head) {
        Clone clone = clone("ada");
        clone.git("fetch", "-q", "origin");
        Path folder = clone.folder();
        Command.Result result = Command.of(
                        site.holdpoint().toString(),
                        "verify",
                        "--repo",
                        folder.toString(),
                        "--root",
                        site.rosterRoot(),
                        "--head",
                        head)
                .attempt();
        show.typed("auditor", "holdpoint verify --root " + site.rosterRoot() + " --head " + head, result.output());
        show.check("the ledger holds, from a clone and two pinned digests", result.ok());
    }

    private static String line(String text, String name) {
        return text.lines()
                .filter(l -> l.startsWith(name))
                .map(l -> l.substring(name.length()))
                .findFirst()
                .orElseThrow();
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((a, b) -> b).orElse("");
    }
}
