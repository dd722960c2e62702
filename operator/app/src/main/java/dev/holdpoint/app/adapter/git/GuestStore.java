package dev.holdpoint.app.adapter.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The objects of guests, and what this process writes itself, on top of the remote's own objects. They have one budget
 * together, measured on the disk, replaced ones included. When half of it is used, a new generation begins, into which
 * guests that are still needed are brought again; the one before stays readable until the next, so no pass loses what it
 * reads. Whoever brings much takes a quarter of what is left at most: small branches find a place beside large ones.
 */
final class GuestStore implements AutoCloseable {
    /** Passes end long before. */
    static final Duration LIFE = Duration.ofMinutes(10);

    /** What guests stand on may be given up below them after two weeks. */
    private static final Duration AT_MOST = Duration.ofDays(7);

    private static final int SHARE = 4;

    private final Path folder;
    private final BoundedRepository own;
    private final GitRemote.Guests limits;
    private final LongSupplier clock;
    private Optional<BoundedRepository> before = Optional.empty();
    private BoundedRepository current;
    private int generation;
    private long born;

    /**
     * @param folder what lies in it is removed
     * @param clock as {@link System#nanoTime}
     */
    GuestStore(Path folder, BoundedRepository own, GitRemote.Guests limits, LongSupplier clock) throws IOException {
        this.folder = folder;
        this.own = own;
        this.limits = limits;
        this.clock = clock;
        remove(folder);
        this.current = BoundedRepository.over(place(), own, List.of());
        this.born = clock.getAsLong();
    }

    /** Reads everything, and takes what guests bring. */
    synchronized BoundedRepository current() {
        return current;
    }

    /** Most bytes that one conversation may bring now. */
    synchronized long allowance() throws IOException {
        Used used = used();
        boolean much = used.bytes() > limits.together() / 2 || used.packs() > limits.count() / 2;
        long age = clock.getAsLong() - born;
        if (age >= (much ? LIFE : AT_MOST).toNanos()) {
            next();
            used = used();
        }
        long left = used.packs() >= limits.count() ? 0 : Math.max(0, limits.together() - used.bytes());
        return Math.min(limits.each(), left / SHARE);
    }

    /** Most bytes that tags may bring now, whatever branches of agents take: agents push no tags, people vote by them. */
    long tags() throws IOException {
        allowance();
        return limits.each();
    }

    private void next() throws IOException {
        if (before.isPresent()) {
            before.get().close();
            remove(before.get().getDirectory().toPath());
        }
        before = Optional.of(current);
        generation++;
        current = BoundedRepository.over(place(), own, List.of(current));
        born = clock.getAsLong();
    }

    private Path place() {
        return folder.resolve("generation-" + generation);
    }

    /** What the current generation takes on the disk. */
    private record Used(long bytes, long packs) {}

    private Used used() throws IOException {
        AtomicLong bytes = new AtomicLong();
        AtomicLong packs = new AtomicLong();
        Files.walkFileTree(current.getObjectsDirectory().toPath(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                packs.addAndGet(file.toString().endsWith(".pack") ? 1 : 0);
                return FileVisitResult.CONTINUE;
            }

            /** Temporary files come and go. */
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
        return new Used(bytes.get(), packs.get());
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public synchronized void close() {
        before.ifPresent(BoundedRepository::close);
        current.close();
    }
}
