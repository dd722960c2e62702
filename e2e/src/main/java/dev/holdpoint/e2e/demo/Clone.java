package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.cluster.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A person's clone of the repository, driven by plain {@code git}. */
public final class Clone {
    /** Some machines set it for everybody, and it beats what a clone's configuration says. */
    private static final String AUTHORITY = "GIT_SSL_CAINFO";

    private final Path folder;
    private final Path authority;

    private Clone(Path folder, Path authority) {
        this.folder = folder;
        this.authority = authority;
    }

    /** Clones, or takes the clone that is there. The URL carries the person's own credentials. */
    public static Clone of(String url, Path authority, Path folder, Person person) {
        Clone clone = new Clone(folder, authority);
        if (!Files.exists(folder)) {
            Command.of("git", "-c", "http.sslCAInfo=" + authority, "clone", "-q", url, folder.toString())
                    .with(AUTHORITY, authority.toString())
                    .run();
        }
        clone.git("config", "http.sslCAInfo", authority.toString());
        clone.git("config", "user.name", person.name());
        clone.git("config", "user.email", person.email());
        clone.git("config", "gpg.format", "ssh");
        clone.git("config", "user.signingkey", person.key().toString());
        return clone;
    }

    public Path folder() {
        return folder;
    }

    /** Runs git in the clone and returns what it printed. */
    public String git(String... words) {
        return command(words).run();
    }

    /** Runs git in the clone; a failure is a value. */
    public Command.Result tryGit(String... words) {
        return command(words).attempt();
    }

    private Command command(String... words) {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(words));
        return Command.of(all).in(folder).with(AUTHORITY, authority.toString()).with("GIT_TERMINAL_PROMPT", "0");
    }

    /** A file as it stands at a ref. */
    public String show(String ref, String path) {
        return git("show", ref + ":" + path);
    }

    /**
     * Votes as the README tells people to: fills in the template, signs a tag on the preview commit, pushes it.
     *
     * @return what the push said
     */
    public Command.Result vote(String tag, String branch, String filled) {
        try {
            Path message = Files.createTempFile("vote", ".txt");
            Files.writeString(message, filled);
            git("tag", "-f", "-s", "--cleanup=verbatim", "-F", message.toString(), tag, branch);
            return tryGit("push", "-q", "-f", "origin", "refs/tags/" + tag);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
