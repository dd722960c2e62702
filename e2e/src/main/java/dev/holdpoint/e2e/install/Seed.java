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
import java.util.Objects;

/** Fills a bare repository with the demo's estate, as one first commit of a person. */
final class Seed {
    private static final List<String> FILES = List.of("README.md", "stacks/shop/main.tf");

    private Seed() {}

    /** Does nothing where the base branch exists. */
    static void fill(Path bare, Person person) {
        if (Command.of("git", "--git-dir", bare.toString(), "rev-parse", "-q", "--verify", "refs/heads/main")
                .attempt()
                .ok()) {
            return;
        }
        Path work = folder();
        try {
            for (String file : FILES) {
                TextFile.write(work.resolve(file), resource("/demo/estate/" + file));
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

    private static String resource(String name) {
        try (InputStream in = Seed.class.getResourceAsStream(name)) {
            return new String(
                    Objects.requireNonNull(in, name + " is part of this jar").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
