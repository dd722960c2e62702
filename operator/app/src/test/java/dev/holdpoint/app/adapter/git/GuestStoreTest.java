package dev.holdpoint.app.adapter.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.Guest;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.app.shop.GitShop;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.core.change.TreeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What guests left behind does not stay for ever, and who reads it meanwhile loses nothing. */
class GuestStoreTest {
    private static final int MIB = 1 << 20;
    private static final String AGENT = "refs/heads/agents/work";

    @TempDir
    private Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final Random noise = new Random(7);
    private Path cache;
    private JGitRepository repository;
    private String pushed;
    private int others;

    @BeforeEach
    void brought() throws IOException {
        GitShop git = new GitShop(Files.createDirectory(folder.resolve("shop")));
        Path clone = git.clone("agent");
        Files.writeString(clone.resolve("main.tf"), "locals {}\n");
        Processes.must(
                clone,
                "sh",
                "-c",
                "git add -A && git -c user.name=x -c user.email=x@y commit -q -m One"
                        + " && git push -q origin HEAD:main && echo '# more' >more.tf"
                        + " && git add -A && git -c user.name=x -c user.email=x@y commit -q -m Two"
                        + " && git push -q origin HEAD:" + AGENT);
        cache = folder.resolve("objects");
        GitRemote.Limits limits = new GitRemote.Limits(
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                64 * MIB,
                16 * MIB,
                99,
                new GitRemote.Guests(4 * MIB, 8 * MIB, 100));
        repository = new JGitRepository(
                cache,
                new GitRemote(
                        git.server.toUri().toString(), Optional.empty(), Optional.empty(), Optional.empty(), limits),
                RefScope.ALL,
                clock::get);
        pushed = commit(bring());
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private Guest bring() {
        return repository.bring(repository.fetch(), AGENT);
    }

    private static String commit(Guest guest) {
        return ((Guest.Here) guest).commit();
    }

    /** More than half of what guests may have, in one commit that nobody points at. */
    private String garbage() {
        byte[] content = new byte[5 * MIB];
        noise.nextBytes(content);
        CommitDraft.Ident nobody = new CommitDraft.Ident("x", "x@y");
        return repository.write(new CommitDraft(
                List.of(),
                Optional.empty(),
                new TreeMap<>(Map.of("blob", new CommitDraft.FileWrite.Put(content, TreeEntry.REGULAR))),
                nobody,
                nobody,
                Instant.EPOCH,
                "Garbage\n",
                Optional.empty()));
    }

    private void tenMinutesLater() {
        clock.addAndGet(GuestStore.LIFE.toNanos());
    }

    private long onDisk() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** A branch of another agent, for which there has to be room. */
    private void bringAnother() {
        String ref = "refs/heads/agents/other-" + others++;
        Processes.must(
                folder.resolve("shop/agent"),
                "sh",
                "-c",
                "git -c user.name=x -c user.email=x@y commit -q --allow-empty -m " + others
                        + " && git push -q origin HEAD:" + ref);
        repository.bring(repository.fetch(), ref);
    }

    private boolean holds(String commit, String path) {
        return repository.file(commit, path).isPresent();
    }

    @Test
    void a_pass_that_began_before_reads_on() {
        String before = garbage();
        tenMinutesLater();
        bringAnother();
        assertThat(cache.resolve("guests/generation-1"))
                .as("the next generation")
                .exists();

        assertThat(holds(pushed, "more.tf")).isTrue();
        assertThat(repository.contains(before, before)).isTrue();
    }

    @Test
    void what_nobody_needs_any_more_goes_and_what_is_needed_is_brought_again() throws IOException {
        for (int i = 0; i < 4; i++) {
            garbage();
            tenMinutesLater();
            bringAnother();
            assertThat(commit(bring())).isEqualTo(pushed);
            assertThat(onDisk()).isLessThan(2 * 8 * MIB);
        }

        assertThat(holds(pushed, "more.tf")).isTrue();
        assertThat(holds(pushed, "main.tf")).isTrue();
    }

    @Test
    void before_ten_minutes_nothing_goes_however_much_there_is() throws IOException {
        String first = garbage();
        garbage();
        assertThatThrownBy(this::bringAnother).isInstanceOf(Unavailable.class);
        assertThat(onDisk()).isGreaterThan(10 * MIB);
        assertThat(repository.contains(first, first)).isTrue();
    }

    @Test
    void where_no_place_is_left_a_change_waits_and_is_not_refused() {
        garbage();
        garbage();
        Processes.must(folder.resolve("shop/agent"), "git", "push", "-q", "origin", "HEAD~1:refs/heads/agents/late");
        Refs seen = new Refs(new TreeMap<>(Map.of("refs/heads/agents/late", "1".repeat(40))));

        assertThatThrownBy(() -> repository.bring(seen, "refs/heads/agents/late"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("Delete old ones");
    }
}
