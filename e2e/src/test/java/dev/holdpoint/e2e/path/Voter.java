package dev.holdpoint.e2e.path;

import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.InstalledCluster;
import dev.holdpoint.e2e.cluster.TextFile;
import dev.holdpoint.e2e.demo.Clone;
import dev.holdpoint.e2e.demo.Person;
import dev.holdpoint.e2e.install.LocalInstallation;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** A person with a clone and a key, who votes with plain git and never touches the cluster. */
final class Voter {
    private final String name;
    private final Clone clone;
    private final Path keys;
    private int votes;

    private Voter(String name, Clone clone, Path keys) {
        this.name = name;
        this.clone = clone;
        this.keys = keys;
    }

    static Voter of(InstalledCluster installed, String name) {
        String password = TextFile.readIfThere(installed.installed().passwords().resolve(name))
                .orElseThrow()
                .strip();
        String url = "https://" + name + ":" + password + "@" + LocalInstallation.gitHost(installed.cluster())
                + "/infra.git";
        Path keys = installed.installed().people();
        Clone clone = Clone.of(
                url,
                installed.cluster().authority().certificateFile(),
                installed.folder().resolve(name),
                Person.in(keys, name));
        return new Voter(name, clone, keys);
    }

    Path folder() {
        return clone.folder();
    }

    static String branch(String change) {
        return "holdpoint/" + Place.AGENTS + "/" + change;
    }

    private static String here(String change) {
        return "refs/remotes/origin/" + branch(change);
    }

    /** A file of the change's folder as the remote has it now. */
    String page(String change, String file) {
        clone.git("fetch", "-q", "origin", "+refs/heads/" + branch(change) + ":" + here(change));
        return clone.show(here(change), ".holdpoint/changes/" + Place.AGENTS + "/" + change + "/" + file);
    }

    /** Fills in the template, signs it as a tag, pushes it; returns the tag. */
    String vote(String change, int round, String decision) {
        return vote(change, round, decision, text -> text);
    }

    /** A vote whose text was changed before it was signed. */
    String vote(String change, int round, String decision, UnaryOperator<String> altered) {
        String text = altered.apply(page(change, "APPROVE.txt").replace("Decision:\n", "Decision: " + decision + "\n"));
        String tag = "holdpoint/" + Place.AGENTS + "/" + change + "/r" + round + "/" + name + "/" + ++votes;
        Command.Result pushed = clone.vote(tag, here(change), text);
        if (!pushed.ok()) {
            throw new AssertionError("the tag " + tag + " cannot be pushed: " + pushed.output());
        }
        return tag;
    }

    /** The next tags under this name are signed with somebody else's key. */
    void signWithKeyOf(String who) {
        clone.git("config", "user.signingkey", Person.in(keys, who).key().toString());
    }

    /** Commits a file on top of the base branch and puts it where agents push theirs. */
    void pushAsAgentBranch(Place place, String branch, String file, String text) {
        fetch();
        clone.git("checkout", "-q", "-B", branch, here(branch, place));
        TextFile.write(folder().resolve(file), text);
        clone.git("add", file);
        clone.git("commit", "-q", "-m", "Add " + file);
        clone.git("push", "-q", place.repository().toString(), "HEAD:refs/heads/agents/" + branch);
    }

    /** The branch goes on where it stands, or begins at the base. */
    private String here(String branch, Place place) {
        String there = clone.git("ls-remote", place.repository().toString(), "refs/heads/agents/" + branch);
        return there.isBlank() ? "origin/main" : there.split("\\s")[0];
    }

    /** Fetches everything and forgets what is gone, as an auditor or reader does. */
    void fetch() {
        clone.git("fetch", "-q", "--prune", "--prune-tags", "--tags", "origin", "+refs/heads/*:refs/remotes/origin/*");
    }

    /** Runs git in the clone and returns what it printed. */
    String git(String... words) {
        return clone.git(words);
    }

    /** All refs of the remote that bear the change's name. */
    String refsOf(String change) {
        return clone.git("ls-remote", "origin", "refs/*/" + branch(change), "refs/*/" + branch(change) + "/*");
    }
}
