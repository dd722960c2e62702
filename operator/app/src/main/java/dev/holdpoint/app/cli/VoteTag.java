package dev.holdpoint.app.cli;

import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.approval.VoteFinding;
import dev.holdpoint.core.approval.VoteVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A vote as a tag that the person's own git signs and pushes. Git signs with OpenPGP unless told otherwise, and such a
 * tag never counts; so it is told, and what it made is read by the verifier's own eyes before anybody else sees it.
 */
final class VoteTag {
    /** What a person types once, so that plain {@code git tag -s} works as well. */
    static final String SETUP = """
            git config gpg.format ssh
            git config user.signingkey ~/.ssh/id_ed25519.pub""";

    private final Clone clone;
    private final GitWork git;
    private final String remote;

    VoteTag(Clone clone, String remote) {
        this.clone = clone;
        this.git = clone.git();
        this.remote = remote;
    }

    /**
     * What is said by the tag.
     *
     * @param preview the commit that it stands on
     * @param decision approve, reject or withdraw
     */
    record Ballot(Template template, String preview, String person, String decision) {
        private String message() {
            return new String(template.render(), StandardCharsets.US_ASCII)
                    .replace("Decision:\n", "Decision: " + decision + "\n");
        }
    }

    /** What became of it. Nothing is left in the clone but for a pushed vote. */
    sealed interface Outcome {
        /** The remote has it. */
        record Pushed(String tag) implements Outcome {}

        /** Git made no tag. */
        record Unsigned(String why) implements Outcome {}

        /** Git made one that nobody would count; it is deleted again. */
        record Uncountable(String why) implements Outcome {}
    }

    /** Why git could not sign with an SSH key here, with the lines to type; empty when it can be tried. */
    Optional<String> unready() {
        String key = config("--get", "user.signingkey");
        if (key.isEmpty()) {
            return config("--get", "gpg.ssh.defaultKeyCommand").isEmpty()
                    ? Optional.of(setUp("git does not know with which SSH key you sign (user.signingkey is not set)"))
                    : Optional.empty();
        }
        if (key.startsWith("ssh-") || key.startsWith("key::")) {
            return Optional.empty();
        }
        Path file = clone.folder().resolve(config("--type=path", "--get", "user.signingkey"));
        return Files.isRegularFile(file)
                ? Optional.empty()
                : Optional.of(
                        setUp("user.signingkey is '" + key + "', which is neither an SSH key nor a file with one"));
    }

    private String config(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "config";
        System.arraycopy(words, 0, all, 1, words.length);
        GitWork.Result result = git.attempt(all);
        return result.exit() == 0 ? result.output().strip() : "";
    }

    private static String setUp(String why) {
        return why + ".\nA vote is signed with an SSH key that the roster names. Tell git once which one, with\n\n"
                + SETUP.indent(4);
    }

    /** Signs, looks at what was signed, pushes. */
    Outcome cast(Ballot ballot) {
        String name = free(ballot.template().tagPrefix() + ballot.person()).substring("refs/tags/".length());
        GitWork.Result signed = sign(name, ballot);
        if (signed.exit() != 0) {
            return new Outcome.Unsigned(
                    setUp("git could not sign: " + signed.output().strip()));
        }
        Optional<String> objection = objection(name, ballot);
        if (objection.isPresent()) {
            git.run("tag", "-d", name);
            // git 2.39 prints ssh-keygen's error and makes the tag all the same, without a signature.
            return new Outcome.Uncountable(setUp("git made a tag that would not count (" + objection.get()
                    + "), and it is deleted again. " + signed.output().strip()));
        }
        git.run("push", "-q", remote, "refs/tags/" + name);
        return new Outcome.Pushed(name);
    }

    private GitWork.Result sign(String name, Ballot ballot) {
        Path message = null;
        try {
            message = Files.createTempFile("holdpoint-vote", ".txt");
            Files.writeString(message, ballot.message());
            return git.attempt(
                    "-c",
                    "gpg.format=ssh",
                    "tag",
                    "-s",
                    "--cleanup=verbatim",
                    "-F",
                    message.toString(),
                    name,
                    ballot.preview());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the vote", e);
        } finally {
            delete(message);
        }
    }

    /** Who the voter is and whether they may is the roster's to say; text and signature can be judged here. */
    private Optional<String> objection(String name, Ballot ballot) {
        VoteVerifier.Known known = new VoteVerifier.Known(
                ballot.template(),
                Optional.empty(),
                Optional.of(ballot.preview()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        String ref = "refs/tags/" + name;
        try {
            return clone.tag(ref)
                    .map(raw -> VoteVerifier.inspect(known, new SignedTag(ref, raw), Instant.now())
                            .finding()
                            .map(VoteFinding::message))
                    .orElse(Optional.of("it is no annotated tag"));
        } catch (Clone.Odd e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * Votes of one person in one round are numbered from the first, because Git cannot keep a ref and refs below it
     * side by side: after {@code r1/ada} there could be no {@code r1/ada/2}.
     */
    private String free(String ref) {
        int n = 1;
        while (git.attempt("rev-parse", "-q", "--verify", ref + "/" + n).exit() == 0) {
            n++;
        }
        return ref + "/" + n;
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
