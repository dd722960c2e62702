package dev.holdpoint.core.approval;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.core.approval.RosterContent.Profile;
import dev.holdpoint.core.verdict.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingsLawTest {

    private final SshPrivateKey alice = SoftKey.fresh();
    private final SshPrivateKey bob = SoftKey.fresh();
    private final SshPrivateKey carol = SoftKey.fresh();
    private final SshPrivateKey stranger = SoftKey.fresh();

    private final List<Person> people = List.of(person("alice", alice), person("bob", bob), person("carol", carol));
    private final Roster first = roster(1, Profile.STANDARD, people);
    private final SettingsDocument firstDocument = document("ApproverRoster", 1, "first", alice, bob, carol);

    private static Person person(String name, SshPrivateKey... keys) {
        return new Person(
                name,
                Set.of(),
                Set.of(),
                Stream.of(keys)
                        .map(k -> new Person.Key(k.key(), Scene.LONG_AGO))
                        .toList(),
                Optional.empty(),
                Tier.CRITICAL);
    }

    private static Roster roster(long version, Profile profile, List<Person> people) {
        return Roster.of(new RosterContent(
                        version, profile, people, List.of(), signers(people), Map.of("DeletionGuard", 1)))
                .orThrow();
    }

    private static Set<String> signers(List<Person> people) {
        Set<String> signers = new java.util.HashSet<>(Set.of("alice", "bob"));
        signers.retainAll(people.stream().map(Person::name).toList());
        return signers;
    }

    private static SettingsDocument document(String kind, long version, String text, SshPrivateKey... by) {
        byte[] canonical = (kind + version + text).getBytes(UTF_8);
        List<String> signatures = Stream.of(by)
                .map(key -> key.sign(canonical, SettingsDocument.NAMESPACE))
                .toList();
        return new SettingsDocument(new SettingsDocument.Id(kind, "main", version), canonical, signatures);
    }

    private Standing policy(SshPrivateKey... by) {
        return SettingsLaw.settings(document("ChangePolicy", 1, "text", by), Optional.empty(), first);
    }

    private static List<String> reasons(Standing standing) {
        return switch (standing) {
            case Standing.InForce inForce -> List.of();
            case Standing.NotInForce(var reasons) -> reasons;
        };
    }

    @Test
    void settings_with_two_signatures_of_settings_signers_are_in_force() {
        assertThat(policy(alice, bob)).isEqualTo(new Standing.InForce(Set.of("alice", "bob")));
    }

    @Test
    void unsigned_settings_are_not_in_force() {
        assertThat(reasons(policy())).containsExactly("2 more signatures are needed, by any of alice, bob");
    }

    @Test
    void one_person_signs_once_whatever_keys_they_use() {
        SshPrivateKey second = SoftKey.fresh();
        List<Person> two = List.of(person("alice", alice, second), people.get(1), people.get(2));
        SettingsDocument document = document("ChangePolicy", 1, "text", alice, second, alice);
        assertThat(reasons(SettingsLaw.settings(document, Optional.empty(), roster(1, Profile.STANDARD, two))))
                .containsExactly("1 more signature is needed, by any of bob");
    }

    @Test
    void signatures_of_people_who_may_not_sign_settings_have_no_weight() {
        assertThat(reasons(policy(alice, carol))).containsExactly("1 more signature is needed, by any of bob");
    }

    @Test
    void a_strangers_signature_is_named() {
        assertThat(reasons(policy(alice, stranger)))
                .anyMatch(r -> r.contains(stranger.key().fingerprint()) && r.contains("nobody's on the roster"));
    }

    @Test
    void a_votes_signature_is_none_on_settings() {
        byte[] canonical = "ChangePolicy1text".getBytes(UTF_8);
        SettingsDocument document = new SettingsDocument(
                new SettingsDocument.Id("ChangePolicy", "main", 1),
                canonical,
                List.of(alice.sign(canonical, "git"), bob.sign(canonical, "git")));
        assertThat(SettingsLaw.settings(document, Optional.empty(), first)).isInstanceOf(Standing.NotInForce.class);
    }

    @Test
    void an_edit_that_keeps_the_signatures_is_not_in_force() {
        SettingsDocument signed = document("ChangePolicy", 1, "text", alice, bob);
        SettingsDocument edited =
                new SettingsDocument(signed.id(), "ChangePolicy1 edited".getBytes(UTF_8), signed.signatures());
        assertThat(SettingsLaw.settings(edited, Optional.empty(), first)).isInstanceOf(Standing.NotInForce.class);
    }

    @Test
    void a_device_signature_without_touch_is_none_on_settings() {
        DeviceKey device = new DeviceKey(KeyType.SK_ED25519);
        Person dora = Scene.person("alice", device.publicKey, Scene.LONG_AGO);
        Roster roster = roster(1, Profile.EVALUATION, List.of(dora));
        byte[] canonical = "x".getBytes(UTF_8);
        SettingsDocument.Id id = new SettingsDocument.Id("ChangePolicy", "main", 1);
        String untouched = device.sign(canonical, SettingsDocument.NAMESPACE, 0, 1);
        String touched = device.sign(canonical, SettingsDocument.NAMESPACE, 1, 1);
        assertThat(SettingsLaw.settings(
                        new SettingsDocument(id, canonical, List.of(untouched)), Optional.empty(), roster))
                .isInstanceOf(Standing.NotInForce.class);
        assertThat(SettingsLaw.settings(
                        new SettingsDocument(id, canonical, List.of(touched)), Optional.empty(), roster))
                .isEqualTo(new Standing.InForce(Set.of("alice")));
    }

    @Test
    void the_roster_says_how_many_signatures_a_kind_needs() {
        assertThat(SettingsLaw.settings(document("DeletionGuard", 1, "text", bob), Optional.empty(), first))
                .isEqualTo(new Standing.InForce(Set.of("bob")));
        Roster evaluation = roster(1, Profile.EVALUATION, people);
        assertThat(SettingsLaw.settings(document("ChangePolicy", 1, "text", bob), Optional.empty(), evaluation))
                .isEqualTo(new Standing.InForce(Set.of("bob")));
    }

    @Test
    void versions_only_rise() {
        Optional<SettingsDocument> second = Optional.of(document("ChangePolicy", 2, "text", alice, bob));
        assertThat(reasons(SettingsLaw.settings(document("ChangePolicy", 1, "text", alice, bob), second, first)))
                .singleElement()
                .asString()
                .contains("does not rise above version 2");
        assertThat(reasons(SettingsLaw.settings(document("ChangePolicy", 2, "other", alice, bob), second, first)))
                .hasSize(1);
        assertThat(SettingsLaw.settings(document("ChangePolicy", 3, "text", alice, bob), second, first))
                .isInstanceOf(Standing.InForce.class);
    }

    @Test
    void what_is_in_force_stays_when_its_signers_leave() {
        Optional<SettingsDocument> before = Optional.of(document("ChangePolicy", 2, "text", stranger));
        assertThat(SettingsLaw.settings(document("ChangePolicy", 2, "text", stranger), before, first))
                .isInstanceOf(Standing.InForce.class);
    }

    @Test
    void the_first_roster_needs_all_its_members_and_the_pinned_fingerprint() {
        assertThat(SettingsLaw.firstRoster(firstDocument, first, firstDocument.fingerprint()))
                .isEqualTo(new Standing.InForce(Set.of("alice", "bob", "carol")));
        assertThat(reasons(SettingsLaw.firstRoster(firstDocument, first, Scene.digest("other"))))
                .hasSize(1);
        SettingsDocument withoutCarol = document("ApproverRoster", 1, "first", alice, bob);
        assertThat(reasons(SettingsLaw.firstRoster(withoutCarol, first, withoutCarol.fingerprint())))
                .containsExactly("1 more signature is needed, by any of carol");
    }

    private Standing next(Roster roster, SshPrivateKey... by) {
        SettingsDocument document = document("ApproverRoster", roster.version(), "next", by);
        return SettingsLaw.nextRoster(document, roster, firstDocument, first);
    }

    @Test
    void a_roster_comes_into_force_under_the_one_before_it() {
        List<Person> usurped = new ArrayList<>(people);
        usurped.add(person("mallory", stranger));
        assertThat(next(roster(2, Profile.STANDARD, usurped), alice, bob)).isInstanceOf(Standing.InForce.class);
        assertThat(next(roster(2, Profile.STANDARD, usurped), alice)).isInstanceOf(Standing.NotInForce.class);
        assertThat(next(roster(2, Profile.STANDARD, usurped), alice, stranger)).isInstanceOf(Standing.NotInForce.class);
    }

    @Test
    void a_roster_that_makes_itself_easier_is_judged_by_the_old_rules() {
        assertThat(next(roster(2, Profile.EVALUATION, people), alice)).isInstanceOf(Standing.NotInForce.class);
    }

    @Test
    void removing_a_person_or_a_key_needs_one_signature() {
        assertThat(next(roster(2, Profile.STANDARD, people.subList(0, 2)), alice))
                .isInstanceOf(Standing.InForce.class);
        assertThat(next(roster(2, Profile.STANDARD, people.subList(0, 2)), carol))
                .isInstanceOf(Standing.NotInForce.class);
        List<Person> keyless = List.of(people.get(0), people.get(1), person("carol"));
        assertThat(next(roster(2, Profile.STANDARD, keyless), alice)).isInstanceOf(Standing.InForce.class);
    }

    @Test
    void one_signer_removes_another_while_enough_others_are_left_to_sign_a_roster() {
        List<Person> more = List.of(people.get(0), people.get(1), people.get(2), person("dave", stranger));
        Roster four = signedBy(1, Set.of("alice", "bob", "carol", "dave"), more);
        List<Person> left = List.of(more.get(0), more.get(2), more.get(3));
        assertThat(after(four, signedBy(2, Set.of("alice", "carol", "dave"), left), alice))
                .isInstanceOf(Standing.InForce.class);
    }

    /** Two would be left, and none of them could take the key of the other away alone. */
    @Test
    void a_thief_of_one_key_cannot_leave_himself_with_a_veto() {
        Roster three = signedBy(1, Set.of("alice", "bob", "carol"), people);
        Roster without = signedBy(2, Set.of("alice", "carol"), List.of(people.get(0), people.get(2)));
        assertThat(after(three, without, alice)).isInstanceOf(Standing.NotInForce.class);
        assertThat(after(three, without, alice, carol)).isInstanceOf(Standing.InForce.class);
    }

    @Test
    void one_signer_cannot_make_himself_the_only_one_by_removing_people_or_keys() {
        Roster alone = roster(2, Profile.STANDARD, List.of(people.get(0), people.get(2)));
        assertThat(reasons(next(alone, alice)))
                .containsExactly(
                        "1 more signature is needed, by any of bob",
                        "one signature may take people or keys away only while 2 others who can sign settings are left");
        assertThat(next(alone, alice, bob)).isInstanceOf(Standing.InForce.class);
        Roster keyless = roster(2, Profile.STANDARD, List.of(people.get(0), person("bob"), people.get(2)));
        assertThat(next(keyless, alice)).isInstanceOf(Standing.NotInForce.class);
        assertThat(next(keyless, alice, bob)).isInstanceOf(Standing.InForce.class);
    }

    @Test
    void where_one_signature_brings_settings_into_force_one_removes_anybody() {
        Roster evaluation = roster(1, Profile.EVALUATION, people);
        assertThat(after(evaluation, roster(2, Profile.EVALUATION, List.of(people.get(0), people.get(2))), alice))
                .isInstanceOf(Standing.InForce.class);
    }

    private static Roster signedBy(long version, Set<String> signers, List<Person> people) {
        return Roster.of(new RosterContent(
                        version, Profile.STANDARD, people, List.of(), signers, Map.of("DeletionGuard", 1)))
                .orThrow();
    }

    private Standing after(Roster before, Roster roster, SshPrivateKey... by) {
        SettingsDocument document = document("ApproverRoster", roster.version(), "next", by);
        return SettingsLaw.nextRoster(document, roster, firstDocument, before);
    }

    @Test
    void a_removal_that_smuggles_something_in_needs_all_signatures() {
        List<Person> swapped = List.of(people.get(0), person("bob", stranger));
        assertThat(next(roster(2, Profile.STANDARD, swapped), alice)).isInstanceOf(Standing.NotInForce.class);
        assertThat(next(roster(2, Profile.EVALUATION, people.subList(0, 2)), alice))
                .isInstanceOf(Standing.NotInForce.class);
        RosterContent more = new RosterContent(
                2, Profile.STANDARD, people.subList(0, 2), List.of(), Set.of("alice"), Map.of("DeletionGuard", 1));
        assertThat(next(Roster.of(more).orThrow(), alice)).isInstanceOf(Standing.NotInForce.class);
        RosterContent agents = new RosterContent(
                2,
                Profile.STANDARD,
                people.subList(0, 2),
                List.of(new Agent("bot", Set.of("bob"), Set.of())),
                Set.of("alice", "bob"),
                Map.of("DeletionGuard", 1));
        assertThat(next(Roster.of(agents).orThrow(), alice)).isInstanceOf(Standing.NotInForce.class);
    }

    @Test
    void a_roster_of_the_same_version_with_another_text_is_not_in_force() {
        assertThat(next(roster(1, Profile.STANDARD, people.subList(0, 2)), alice, bob))
                .isInstanceOf(Standing.NotInForce.class);
    }
}
