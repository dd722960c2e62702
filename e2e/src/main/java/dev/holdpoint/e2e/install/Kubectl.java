package dev.holdpoint.e2e.install;

import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code kubectl} as one user.
 *
 * @param program the binary
 * @param kubeconfig whose credentials
 */
public record Kubectl(Path program, Path kubeconfig) {
    /** Runs it and returns what it printed; throws with its own words when it fails. */
    public String run(String... words) {
        return command(words).run();
    }

    /** Runs it; a failure is a value. */
    public Command.Result attempt(String... words) {
        return command(words).attempt();
    }

    /** Server-side apply of files or folders of YAML, as one field manager that takes back what others set. */
    public void apply(Path... filesOrFolders) {
        List<String> words = new ArrayList<>();
        for (Path one : filesOrFolders) {
            words.add("-f");
            words.add(one.toString());
        }
        apply(words);
    }

    private void apply(List<String> what) {
        List<String> words = new ArrayList<>(
                List.of("apply", "--server-side", "--force-conflicts", "--field-manager=holdpoint-installer"));
        words.addAll(what);
        run(words.toArray(String[]::new));
    }

    /** Server-side apply of YAML documents. */
    public void applyText(String yaml) {
        Path file = null;
        try {
            file = Files.createTempFile("holdpoint-apply", ".yaml");
            TextFile.secret(file, yaml);
            apply(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a file for kubectl apply", e);
        } finally {
            delete(file);
        }
    }

    /** The same of what a kustomization renders to. */
    public void applyKustomization(Path folder) {
        apply(List.of("-k", folder.toString()));
    }

    private Command command(String... words) {
        List<String> all = new ArrayList<>(List.of(program.toString()));
        all.addAll(List.of(words));
        return Command.of(all).with("KUBECONFIG", kubeconfig.toString());
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
