package dev.holdpoint.e2e.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.adapter.git.GitRemote;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.adapter.git.RefScope;
import dev.holdpoint.app.port.Guest;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents push is bounded one by one and together, and costs nobody anything until a change needs it. */
class GuestBranchesTest {
    private static final int MIB = 1 << 20;

    /** The first guest may bring 2 MiB: a quarter of all. */
    private static final GitRemote.Limits SMALL = new GitRemote.Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            64 * MIB,
            16 * MIB,
            5,
            new GitRemote.Guests(2 * MIB, 8 * MIB, 100));

    private final Random noise = new Random(7);
    private GitScene scene;
    private Path cache;

    @BeforeEach
    void start(@TempDir Path folder) {
        scene = new GitScene(folder);
        cache = folder.resolve("objects");
    }

    @AfterEach
    void end() {
        scene.close();
    }

    private JGitRepository open(RefScope scope) {
        return new JGitRepository(
                cache,
                new GitRemote(
                        scene.url(),
                        Optional.of(scene.pem()),
                        Optional.empty(),
                        Optional.of(scene.credential("reader", Role.READER)),
                        SMALL),
                scope);
    }

    /** From the base branch, with so many bytes that nothing compresses. */
    private String push(String branch, int bytes) {
        scene.git("checkout", "-q", "-B", "work", "origin/main");
        byte[] content = new byte[bytes];
        noise.nextBytes(content);
        scene.put("infra/shop/blob", content);
        String commit = scene.commit("Of " + branch);
        scene.git("push", "-q", "-f", "origin", "HEAD:refs/heads/" + branch);
        return commit;
    }

    private static String ref(String branch) {
        return "refs/heads/" + branch;
    }

    private long onDisk() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void a_fetch_tells_where_branches_of_agents_point_and_brings_nothing_of_them() throws IOException {
        for (int i = 0; i < 4; i++) {
            push("agents/" + i, 3 * MIB);
        }
        try (JGitRepository repository = open(RefScope.ALL)) {
            assertThat(repository.fetch().byName()).containsKey("refs/heads/agents/3");
            assertThat(onDisk()).isLessThan(MIB);
        }
    }

    @Test
    void branches_that_are_too_much_together_wait_and_a_small_one_finds_a_place_beside_them() throws IOException {
        for (int i = 0; i < 12; i++) {
            push("agents/large-" + i, MIB);
        }
        String honest = push("agents/small", 1024);
        try (JGitRepository repository = open(RefScope.ALL)) {
            Refs seen = repository.fetch();
            int waiting = 0;
            for (int i = 0; i < 12; i++) {
                waiting += waits(repository, seen, ref("agents/large-" + i)) ? 1 : 0;
            }
            assertThat(waiting).isBetween(6, 9);
            assertThat(onDisk()).isLessThan(8 * MIB);
            assertThat(repository.bring(seen, ref("agents/small"))).isEqualTo(new Guest.Here(honest));
            assertThat(repository.bring(seen, ref("agents/large-0"))).isInstanceOf(Guest.Here.class);
        }
    }

    /** Refused is only who is too much alone: for want of room beside others a change waits. */
    private static boolean waits(JGitRepository repository, Refs seen, String ref) {
        try {
            assertThat(repository.bring(seen, ref)).isInstanceOf(Guest.Here.class);
            return false;
        } catch (Unavailable e) {
            assertThat(e).hasMessageContaining("Delete old ones");
            return true;
        }
    }

    /** People vote by tags, whatever agents push: a reject that is not seen would be as if it were not there. */
    @Test
    void a_vote_is_read_when_agents_have_taken_all_the_room() {
        for (int i = 0; i < 12; i++) {
            push("agents/large-" + i, MIB);
        }
        try (JGitRepository repository = open(RefScope.ALL)) {
            Refs seen = repository.fetch();
            for (int i = 0; i < 12; i++) {
                waits(repository, seen, ref("agents/large-" + i));
            }
            push("passing", MIB);
            scene.git("tag", "-a", "-m", "vote", "holdpoint/payments/chg/r1/ada");
            scene.git("push", "-q", "origin", "holdpoint/payments/chg/r1/ada", ":refs/heads/passing");
            assertThat(repository.fetch().byName()).containsKey("refs/tags/holdpoint/payments/chg/r1/ada");
        }
    }

    @Test
    void a_branch_that_is_too_much_alone_is_told_so_while_it_stays_so() {
        push("agents/large", 3 * MIB);
        try (JGitRepository repository = open(RefScope.ALL)) {
            Refs seen = repository.fetch();
            assertThat(repository.bring(seen, ref("agents/large"))).isInstanceOf(Guest.TooMuch.class);
            assertThat(repository.bring(seen, ref("agents/large"))).isInstanceOf(Guest.TooMuch.class);
            String better = push("agents/large", 1024);
            assertThat(repository.bring(repository.fetch(), ref("agents/large")))
                    .isEqualTo(new Guest.Here(better));
        }
    }

    @Test
    void however_many_branches_agents_push_the_repository_is_read() {
        for (int i = 0; i < 20; i++) {
            scene.git("push", "-q", "origin", "main:agents/" + i);
        }
        String last = push("agents/z", 10);
        scene.git("tag", "-a", "-m", "vote", "holdpoint/payments/chg/r1/ada");
        scene.git("push", "-q", "origin", "--tags");
        try (JGitRepository repository = open(RefScope.ALL)) {
            Refs seen = repository.fetch();
            assertThat(seen.byName())
                    .containsKeys("refs/heads/main", "refs/tags/holdpoint/payments/chg/r1/ada")
                    .hasSize(2 + SMALL.refs());
            assertThat(repository.bring(seen, ref("agents/z"))).isEqualTo(new Guest.Here(last));
            assertThat(repository.holding(seen, "refs/heads/agents/", "1".repeat(40)))
                    .isInstanceOf(Guest.Missing.class);
        }
    }

    @Test
    void what_was_brought_before_a_restart_takes_no_place_after_it() throws IOException {
        push("agents/one", MIB);
        try (JGitRepository repository = open(RefScope.ALL)) {
            repository.bring(repository.fetch(), ref("agents/one"));
            assertThat(onDisk()).isGreaterThan(MIB);
        }
        open(RefScope.ALL).close();
        assertThat(onDisk()).isLessThan(MIB);
    }

    @Test
    void an_apply_sees_its_own_change_and_fetches_nothing_else() throws IOException {
        push("agents/mine", 1024);
        push("agents/others", MIB);
        push("feature", MIB);
        push("holdpoint/payments/other", MIB);
        String mine = push("holdpoint/payments/chg", 1024);
        push("holdpoint-ledger", 1024);
        scene.git("tag", "-a", "-m", "vote", "holdpoint/payments/chg/r1/ada");
        scene.git("tag", "-a", "-m", "vote", "holdpoint/payments/other/r1/ada");
        scene.git("tag", "-a", "-m", "one", "v1");
        scene.git("push", "-q", "origin", "--tags");
        try (JGitRepository repository = open(RefScope.of("main", "payments", "chg"))) {
            Refs seen = repository.fetch();

            assertThat(seen.byName())
                    .containsOnlyKeys(
                            "refs/heads/main",
                            "refs/heads/holdpoint-ledger",
                            "refs/heads/holdpoint/payments/chg",
                            "refs/tags/holdpoint/payments/chg/r1/ada");
            assertThat(seen.at("refs/heads/holdpoint/payments/chg")).contains(mine);
            assertThat(repository.tags(seen, "refs/tags/holdpoint/payments/chg/"))
                    .hasSize(1);
            assertThat(onDisk()).isLessThan(MIB);
            assertThat(repository.bring(seen, ref("agents/mine"))).isInstanceOf(Guest.Here.class);
            assertThat(onDisk()).isLessThan(MIB);
        }
    }

    @Test
    void an_apply_finds_a_commit_that_its_change_names_on_a_branch_that_went_on() {
        String first = push("agents/work", 1024);
        scene.put("infra/shop/later", "more");
        String second = scene.commit("Later");
        scene.git("push", "-q", "origin", "HEAD:refs/heads/agents/work");
        try (JGitRepository repository = open(RefScope.of("main", "payments", "chg"))) {
            Refs seen = repository.fetch();
            assertThat(repository.holding(seen, "refs/heads/agents/", second)).isEqualTo(new Guest.Here(second));
            assertThat(repository.holding(seen, "refs/heads/agents/", first)).isEqualTo(new Guest.Here(first));
        }
    }

    /** Agents that fill the room with branches of early names make others wait, and get nobody refused. */
    @Test
    void a_commit_that_is_named_with_its_branch_is_found_behind_however_many_others() {
        for (int i = 0; i < 40; i++) {
            scene.git("push", "-q", "origin", "main:refs/heads/agents/a" + i);
        }
        String first = push("agents/work", 1024);
        scene.put("infra/shop/later", "more");
        scene.commit("Later");
        scene.git("push", "-q", "origin", "HEAD:refs/heads/agents/work");
        try (JGitRepository repository = open(RefScope.ALL)) {
            Refs seen = repository.fetch();
            assertThat(repository.holding(seen, "refs/heads/agents/", first)).isInstanceOf(Guest.Missing.class);
            assertThat(repository.holding(seen, ref("agents/work"), first)).isEqualTo(new Guest.Here(first));
            assertThat(repository.holding(seen, ref("agents/a0"), first)).isInstanceOf(Guest.Missing.class);
        }
    }

    @Test
    void a_tag_that_drags_in_too_much_takes_no_other_with_it() {
        push("large", 3 * MIB);
        scene.git("tag", "-a", "-m", "much", "holdpoint/payments/chg/r1/eve");
        scene.git("push", "-q", "origin", "holdpoint/payments/chg/r1/eve", ":refs/heads/large");
        push("holdpoint/payments/chg", 10);
        scene.git("tag", "-a", "-m", "vote", "holdpoint/payments/chg/r1/ada");
        scene.git("push", "-q", "origin", "holdpoint/payments/chg/r1/ada");
        try (JGitRepository repository = open(RefScope.of("main", "payments", "chg"))) {
            Refs seen = repository.fetch();
            assertThat(seen.byName()).containsKey("refs/tags/holdpoint/payments/chg/r1/ada");
            assertThat(seen.unread()).containsOnlyKeys("refs/tags/holdpoint/payments/chg/r1/eve");
        }
    }
}
