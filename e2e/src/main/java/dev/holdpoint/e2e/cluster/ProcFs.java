package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Linux says about processes and mounts (proc(5)). */
final class ProcFs {
    private static final Path PROC = Path.of("/proc");

    private ProcFs() {}

    /**
     * Clock ticks since boot at which the process began (field 22 of stat); empty when it is gone, or a zombie without a
     * thread left. After a kill the first thread may be a zombie while others still hold the process's ports.
     */
    static Optional<Long> startTime(long pid) {
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The second field is the program's name in brackets and may itself hold blanks and brackets.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            boolean ended = fields[0].equals("X") || (fields[0].equals("Z") && !hasOtherThreads(pid));
            return ended ? Optional.empty() : Optional.of(Long.parseLong(fields[19]));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean hasOtherThreads(long pid) throws IOException {
        try (Stream<Path> threads = Files.list(PROC.resolve(pid + "/task"))) {
            return threads.anyMatch(thread -> !thread.getFileName().toString().equals(Long.toString(pid)));
        }
    }

    /** Pids of processes that were started with this {@code NAME=value} in their environment. */
    static List<Long> withEnvironment(String entry) {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .map(Long::parseLong)
                    .filter(pid -> environment(pid).anyMatch(entry::equals))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> environment(long pid) {
        try {
            return Stream.of(Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1)
                    .split("\0"));
        } catch (IOException e) {
            // Gone in the meantime, or another user's: not ours.
            return Stream.empty();
        }
    }

    /** Mount points at or below a folder, the deepest first, as they must be unmounted. */
    static List<Path> mountsBelow(Path folder) {
        try (Stream<String> lines = Files.lines(PROC.resolve("self/mountinfo"))) {
            return lines.map(line -> Path.of(unescape(line.split(" ")[4])))
                    .filter(path -> path.startsWith(folder))
                    .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescape(String path) {
        return path.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }
}
