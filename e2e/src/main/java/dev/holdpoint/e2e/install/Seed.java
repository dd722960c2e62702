package dev.holdpoint.e2e.install;

import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.FileTree;
import dev.holdpoint.e2e.cluster.TextFile;
import dev.holdpoint.e2e.demo.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Fills a bare repository with the demo's estate, as one first commit of a person. */
final class Seed {
    private static final List<String> FILES = List.of("README.md", "stacks/shop/main.tf");

    private Seed() {}

    /**
     * Does nothing where the base branch exists.
     *
     * @param estate folder of the resources with an estate that goes before the usual one
     */
    static void fill(Path bare, Person person, String estate) {
        if (Command.of("git", "--git-dir", bare.toString(), "rev-parse", "-q", "--verify", "refs/heads/main")
                .attempt()
                .ok()) {
            return;
        }
        Path work = folder();
        try {
            for (String file : FILES) {
                String text = resource(estate + "/estate/" + file)
                        .or(() -> resource("/demo/estate/" + file))
                        .orElseThrow(() -> new IllegalStateException(file + " is part of this jar"));
                TextFile.write(work.resolve(file), text);
            }
            git(work, "init", "-q", "-b", "main");
            git(work, "config", "user.name", person.name());
            git(work, "config", "user.email", person.email());
            git(work, "add", "-A");
            git(work, "commit", "-q", "-m", "The shop's infrastructure");
            git(work, "push", "-q", bare.toString(), "main");
        } finally {
            FileTree.delete(work);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("holdpoint-seed");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the first commit", e);
        }
    }

    private static void git(Path folder, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "git";
        System.arraycopy(words, 0, all, 1, words.length);
        Command.of(all).in(folder).run();
    }

    private static Optional<String> resource(String name) {
        try (InputStream in = Seed.class.getResourceAsStream(name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
