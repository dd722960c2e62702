package dev.holdpoint.app.cli;

import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.record.LedgerFolder;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a clone holds, byte for byte, read by plain git. No filter, hook or attribute of the repository takes part. */
final class Clone {
    private static final Pattern TREE_LINE =
            Pattern.compile("([0-7]{6}) (\\S+) ([0-9a-f]{40,64})\t(.*)", Pattern.DOTALL);
    private static final Pattern BLOB_LINE = Pattern.compile("[0-9a-f]+ (\\S+) ([0-9]+)");
    private static final int MAX_LINE = 256;

    private final Path folder;
    private final GitWork git;

    Clone(Path folder) {
        this.folder = folder;
        this.git = new GitWork(folder);
    }

    /** Something in the clone is not as it should be. */
    static final class Odd extends Exception {
        private static final long serialVersionUID = 1L;

        private final String file;

        Odd(String file, String why) {
            super(why);
            this.file = file;
        }

        String file() {
            return file;
        }
    }

    GitWork git() {
        return git;
    }

    Path folder() {
        return folder;
    }

    /** The commit of the ledger's branch: the remote's as last fetched, else the clone's own; empty without one. */
    Optional<String> ledger(String remote) {
        String name = LedgerFolder.BRANCH.substring("refs/heads/".length());
        return commit("refs/remotes/" + remote + "/" + name).or(() -> commit(LedgerFolder.BRANCH));
    }

    /** The commit that a full ref points at. */
    Optional<String> commit(String ref) {
        GitWork.Result result = git.attempt("rev-parse", "-q", "--verify", ref + "^{commit}");
        return result.exit() == 0 ? Optional.of(result.output().strip()) : Optional.empty();
    }

    /** A tag object as it stands; empty when there is none, or it is not annotated. */
    Optional<byte[]> tag(String ref) throws Odd {
        GitWork.Result id = git.attempt("rev-parse", "-q", "--verify", ref + "^{tag}");
        if (id.exit() != 0) {
            return Optional.empty();
        }
        Map<String, String> one = Map.of(ref, id.output().strip());
        return Optional.of(objects(one, "tag").get(ref));
    }

    /** A regular file of a commit. */
    Optional<byte[]> file(String commit, String path) throws Odd {
        GitWork.Result id = git.attempt("rev-parse", "-q", "--verify", commit + ":" + path);
        return id.exit() == 0
                ? Optional.of(objects(Map.of(path, id.output().strip()), "blob").get(path))
                : Optional.empty();
    }

    /** All files of a commit, by path. */
    Map<String, byte[]> files(String commit) throws Odd {
        Map<String, String> ids = new LinkedHashMap<>();
        for (String line : git.run("--no-replace-objects", "ls-tree", "-r", "-z", "--full-tree", commit)
                .split("\0")) {
            Matcher entry = TREE_LINE.matcher(line);
            if (entry.matches()) {
                if (!entry.group(1).equals("100644")) {
                    throw new Odd(entry.group(4), "it is no regular file");
                }
                ids.put(entry.group(4), entry.group(3));
            } else if (!line.isEmpty()) {
                throw new Odd(line, "it does not belong in a ledger");
            }
        }
        return objects(ids, "blob");
    }

    private Map<String, byte[]> objects(Map<String, String> ids, String type) throws Odd {
        List<String> command = List.of("git", "-C", folder.toString(), "--no-replace-objects", "cat-file", "--batch");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            List<String> lines = new ArrayList<>(ids.values());
            Thread asking = Thread.ofVirtual().start(() -> ask(process, lines));
            try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
                Map<String, byte[]> objects = new TreeMap<>();
                for (String path : ids.keySet()) {
                    objects.put(path, object(in, path, type));
                }
                return objects;
            } finally {
                process.destroy();
                asking.interrupt();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("git cat-file broke off", e);
        }
    }

    private static void ask(Process process, List<String> ids) {
        try (var out = process.getOutputStream()) {
            out.write((String.join("\n", ids) + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The reader has given up and says why; there is nobody else to tell.
            process.destroy();
        }
    }

    private static byte[] object(DataInputStream in, String path, String type) throws IOException, Odd {
        String line = line(in);
        Matcher header = BLOB_LINE.matcher(line);
        if (!header.matches() || !header.group(1).equals(type)) {
            throw new Odd(path, "git has no " + type + " there");
        }
        long size = Long.parseLong(header.group(2));
        if (size > Tree.MAX_FILE) {
            throw new Odd(path, "it has " + size + " bytes, at most " + Tree.MAX_FILE + " are read");
        }
        byte[] content = in.readNBytes((int) size);
        in.readByte();
        return content;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < MAX_LINE; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
