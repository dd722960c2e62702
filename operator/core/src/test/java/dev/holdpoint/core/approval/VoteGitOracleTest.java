package dev.holdpoint.core.approval;

import static dev.holdpoint.core.approval.Scene.NOW;
import static dev.holdpoint.core.approval.Scene.rule;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.verdict.Tier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Votes made by the real {@code git tag -s}, and what {@code git tag -v} says beside our verifier. Where git accepts
 * what must not count, both halves are asserted: the day git changes its mind, these tests say so.
 */
class VoteGitOracleTest {

    @TempDir
    Path folder;

    private KeyFiles keys;
    private Scene scene;
    private Path key;
    private String preview;

    @BeforeEach
    void repository() {
        Tool.need("git", "ssh-keygen");
        keys = new KeyFiles(folder);
        key = keys.make("alice-key", "ed25519");
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Alice");
        git("config", "user.email", "alice@example.com");
        git("config", "gpg.format", "ssh");
        git("config", "user.signingKey", key + ".pub");
        git("config", "gpg.ssh.allowedSignersFile", folder.resolve("allowed").toString());
        allow("", keys.publicKey(key));
        git("commit", "-q", "--allow-empty", "-m", "preview");
        preview = git("rev-parse", "HEAD").strip();
        use(new Scene());
    }

    private void use(Scene next) {
        scene = next;
        scene.people.set(0, Scene.person("alice", keys.publicKey(key), Scene.LONG_AGO));
    }

    private String git(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return Tool.must(folder, command);
    }

    private void allow(String options, SshPublicKey allowed) {
        keys.write("allowed", ("alice@example.com " + options + allowed.line() + "\n").getBytes(ISO_8859_1));
    }

    private String sign(String voter, String body, Map<String, String> environment) {
        String name = Scene.tagName(voter);
        Path file = keys.write("APPROVE.txt", body.getBytes(StandardCharsets.UTF_8));
        Tool.Result result = Tool.run(
                folder, new byte[0], environment, List.of("git", "tag", "-s", "-F", file.toString(), name, preview));
        assertThat(result.output()).isEmpty();
        return name;
    }

    private String sign(String voter, String body) {
        return sign(voter, body, Map.of());
    }

    private SignedTag read(String name) {
        return new SignedTag("refs/tags/" + name, git("cat-file", "tag", name).getBytes(StandardCharsets.UTF_8));
    }

    private VoteCheck check(SignedTag tag) {
        Poll poll = new Poll(scene.template, preview, Scene.STACK, scene.origin);
        return new VoteVerifier(poll, scene.roster()).verify(tag, scene.facts(), NOW);
    }

    private boolean gitAccepts(String name) {
        return Tool.run(folder, "git", "tag", "-v", name).ok();
    }

    /** Stores raw bytes as a tag object, as somebody with push rights could. */
    private String store(String name, byte[] raw) {
        Tool.Result hash = Tool.run(
                folder, raw, Map.of(), List.of("git", "hash-object", "-t", "tag", "--literally", "-w", "--stdin"));
        assertThat(hash.exit()).as(hash.output()).isZero();
        git("update-ref", "refs/tags/" + name, hash.output().strip());
        return name;
    }

    @Test
    void plain_git_tag_s_makes_a_sound_vote() {
        String name = sign("alice", scene.body("approve"));
        assertThat(gitAccepts(name)).isTrue();
        assertThat(rule(check(read(name)))).isEqualTo("sound");
    }

    @Test
    void a_voter_with_accents_in_their_name_can_vote_with_plain_git() {
        git("config", "user.name", "Jos\u00e9 \u0141ukasz");
        String name = sign("alice", scene.body("approve"));
        assertThat(rule(check(read(name)))).isEqualTo("sound");
    }

    @Test
    void ecdsa_and_rsa_keys_make_sound_votes_with_plain_git_too() {
        for (String kind : List.of("ecdsa -b 256", "rsa -b 3072")) {
            key = keys.make(kind.substring(0, 3), kind.split(" "));
            git("config", "user.signingKey", key + ".pub");
            use(new Scene());
            String name = sign("alice/" + kind.substring(kind.length() - 1), scene.body("approve"));
            assertThat(rule(check(read(name)))).as(kind).isEqualTo("sound");
        }
    }

    @Test
    void a_vote_by_a_key_that_is_allowed_nowhere_is_refused_by_both() {
        String name = sign("alice", scene.body("approve"));
        SshPublicKey other = SoftKey.fresh().key();
        allow("", other);
        scene.people.set(0, Scene.person("alice", other, Scene.LONG_AGO));
        assertThat(gitAccepts(name)).isFalse();
        assertThat(rule(check(read(name)))).isEqualTo("key-unknown");
    }

    @Test
    void a_tampered_vote_is_refused_by_both() {
        String name = sign("alice", scene.body("reject "));
        byte[] raw = new String(read(name).raw(), ISO_8859_1)
                .replace("Decision: reject", "Decision: approve")
                .getBytes(ISO_8859_1);
        String forged = store(name, raw);
        assertThat(gitAccepts(forged)).isFalse();
        assertThat(rule(check(read(forged)))).isEqualTo("vote-signature");
    }

    @Test
    void git_accepts_an_expired_key_if_the_tagger_date_is_set_back_we_use_our_own_clock() {
        allow("valid-before=\"20250101\" ", keys.publicKey(key));
        String honest = sign("alice/1", scene.body("approve"));
        String backdated = sign("alice/2", scene.body("approve"), Map.of("GIT_COMMITTER_DATE", "2024-06-01T00:00:00Z"));
        assertThat(gitAccepts(honest)).isFalse();
        assertThat(gitAccepts(backdated)).isTrue();

        scene.people.set(0, Scene.person("alice", SoftKey.fresh().key(), Scene.LONG_AGO));
        assertThat(rule(check(read(backdated)))).isEqualTo("key-unknown");
    }

    @Test
    void git_accepts_a_key_from_before_it_was_added_if_the_tagger_date_says_so_we_do_not() {
        allow("valid-after=\"20300101\" ", keys.publicKey(key));
        String postdated = sign("alice", scene.body("approve"), Map.of("GIT_COMMITTER_DATE", "2031-06-01T00:00:00Z"));
        assertThat(gitAccepts(postdated)).isTrue();
        scene.people.set(0, Scene.person("alice", keys.publicKey(key), NOW.plus(Duration.ofDays(1))));
        assertThat(rule(check(read(postdated)))).isEqualTo("key-too-new");
    }

    @Test
    void a_day_old_rule_for_critical_keys_cannot_be_dodged_by_the_tagger_date() {
        use(new Scene(Tier.CRITICAL));
        scene.people.set(0, Scene.person("alice", keys.publicKey(key), NOW.minus(Duration.ofHours(1))));
        String name = sign("alice", scene.body("approve"), Map.of("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z"));
        assertThat(gitAccepts(name)).isTrue();
        assertThat(rule(check(read(name)))).isEqualTo("key-too-new");
    }

    @Test
    void git_accepts_a_device_signature_that_nobody_touched_we_do_not() {
        DeviceKey device = new DeviceKey(KeyType.SK_ED25519);
        allow("", device.publicKey);
        scene.people.set(0, Scene.person("alice", device.publicKey, Scene.LONG_AGO));
        String text = header("alice") + scene.body("approve");
        for (int flags : new int[] {0, 1}) {
            String signature = device.sign(text.getBytes(ISO_8859_1), "git", flags, 3);
            String name = store(Scene.tagName("alice"), (text + signature).getBytes(ISO_8859_1));
            assertThat(gitAccepts(name)).isTrue();
            assertThat(rule(check(read(name)))).isEqualTo(flags == 0 ? "vote-untouched" : "sound");
        }
    }

    private String header(String voter) {
        return Scene.header(Scene.tagName(voter)).replace(Scene.PREVIEW, preview);
    }

    @Test
    void git_accepts_a_tag_moved_to_another_changes_name_we_do_not() {
        String name = sign("alice", scene.body("approve"));
        String elsewhere = "holdpoint/payments/chg-other/r2/alice";
        git(
                "update-ref",
                "refs/tags/" + elsewhere,
                git("rev-parse", "refs/tags/" + name).strip());
        assertThat(gitAccepts(elsewhere)).isTrue();

        Template.Subject s = scene.template.subject();
        Template other = new Template(
                new Template.Subject(s.namespace(), "chg-other", s.uid(), s.repository(), s.target(), s.changeCommit()),
                scene.template.round(),
                scene.template.tier(),
                scene.template.pins(),
                scene.template.state(),
                scene.template.actions(),
                scene.template.expires(),
                0);
        Poll poll = new Poll(other, preview, Scene.STACK, scene.origin);
        assertThat(rule(new VoteVerifier(poll, scene.roster()).verify(read(elsewhere), scene.facts(), NOW)))
                .isEqualTo("vote-moved");
    }

    @Test
    void git_accepts_a_fake_signature_block_in_the_body_we_do_not() {
        String fake = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n";
        String text = header("alice") + scene.body("approve") + fake + "Reviewed-by: everyone\n";
        SshPrivateKey signer = SshPrivateKey.parse(KeyFiles.read(key)).orThrow();
        String signature = signer.sign(text.getBytes(ISO_8859_1), "git");
        String name = store(Scene.tagName("alice"), (text + signature).getBytes(ISO_8859_1));
        assertThat(gitAccepts(name)).isTrue();
        assertThat(rule(check(read(name)))).isEqualTo("vote-unreadable");
    }
}
