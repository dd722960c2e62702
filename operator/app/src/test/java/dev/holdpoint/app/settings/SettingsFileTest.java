package dev.holdpoint.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.SettingsDocument;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    private static final String TWO = """
            # Who decides.
            apiVersion: holdpoint.dev/v1alpha1
            kind: ChangePolicy
            metadata:
              name: default   # the only one
            spec:
              # tiers follow
              version: 3
              tiers:
                - {tier: High, approvals: 2, touch: NotRequired}
              roundHours: 24
            ---
            apiVersion: holdpoint.dev/v1alpha1
            kind: DeletionGuard
            metadata: {name: db}
            spec:
              stack: shop-prod
              version: 1
              signatures: []
              addresses:
                - aws_db_instance.orders
            """;

    @TempDir
    Path folder;

    private final CanonicalSettings texts = new CanonicalSettings();

    private static List<HasMetadata> read(String text) {
        try {
            return SettingsFile.read("file.yaml", text);
        } catch (SettingsFile.Unreadable e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Test
    void the_canonical_text_is_kind_name_version_and_spec_without_signatures() {
        assertThat(new String(texts.document(read(TWO).getFirst()).canonical(), StandardCharsets.UTF_8))
                .isEqualTo("{\"kind\":\"ChangePolicy\",\"name\":\"default\",\"spec\":{\"roundHours\":24,"
                        + "\"tiers\":[{\"approvals\":2,\"tier\":\"High\",\"touch\":\"NotRequired\"}],\"version\":3},"
                        + "\"version\":3}");
        assertThat(new String(texts.document(read(TWO).get(1)).canonical(), StandardCharsets.UTF_8))
                .doesNotContain("signatures");
    }

    @Test
    void a_file_and_the_api_server_s_json_give_the_same_bytes() {
        Shop shop = new Shop(folder);
        List<HasMetadata> objects = new ArrayList<>(read(TWO));
        objects.add(shop.signed(shop.roster(1), "ada"));
        objects.add(shop.signed(shop.repository(1, "attestor"), "ada"));
        for (HasMetadata object : objects) {
            HasMetadata fromServer = Serialization.unmarshal(Serialization.asJson(object), object.getClass());
            HasMetadata fromYaml = read(Serialization.asYaml(object)).getFirst();
            SettingsDocument here = texts.document(object);
            assertThat(texts.document(fromServer).canonical()).isEqualTo(here.canonical());
            assertThat(texts.document(fromYaml).canonical()).isEqualTo(here.canonical());
            assertThat(texts.document(fromYaml).signatures()).isEqualTo(here.signatures());
        }
    }

    @Test
    void a_roster_reads_back_from_what_the_ledger_kept() {
        Shop shop = new Shop(folder);
        Roster roster = texts.roster(shop.roster(4)).orThrow();
        assertThat(texts.roster(texts.document(shop.roster(4))).orThrow()).isEqualTo(roster);
        assertThat(roster.version()).isEqualTo(4);
        assertThat(roster.person("ada")).isPresent();
    }

    @Test
    void a_document_that_calls_itself_otherwise_than_its_text_is_not_read() {
        Shop shop = new Shop(folder);
        SettingsDocument document = texts.document(shop.roster(4));
        SettingsDocument renamed = new SettingsDocument(
                new SettingsDocument.Id("ApproverRoster", "people", 5), document.canonical(), List.of());
        assertThat(texts.roster(renamed)).isInstanceOf(Parsed.Bad.class);
        byte[] loose = new String(document.canonical(), StandardCharsets.UTF_8)
                .replace("\"version\":4", "\"version\": 4")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(texts.roster(new SettingsDocument(document.id(), loose, List.of())))
                .isInstanceOf(Parsed.Bad.class);
        assertThat(texts.roster(new SettingsDocument(document.id(), new byte[] {'{'}, List.of())))
                .isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void a_roster_that_lacks_something_is_no_roster_and_says_what() {
        Shop shop = new Shop(folder);
        var roster = shop.roster(1);
        roster.getSpec().people.get(1).keys.getFirst().added = "yesterday";
        assertThat(texts.roster(roster))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class, bad -> assertThat(bad.reason()).contains("spec.people[1].keys[0].added"));
        roster.getSpec().people.get(1).keys = null;
        assertThat(texts.roster(roster))
                .isInstanceOfSatisfying(
                        Parsed.Bad.class, bad -> assertThat(bad.reason()).contains("spec.people[1].keys is missing"));
        roster.setSpec(null);
        assertThat(texts.roster(roster)).isInstanceOf(Parsed.Bad.class);
        assertThat(texts.document(roster).id().version()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    roundHours: 24        | roundHuors: 24        | document 1, spec.roundHuors: unknown field
                    tier: High, approvals | teir: High, approvals | spec.tiers[0].teir: unknown field
                    tier: High            | tier: Higher          | expected one of [None, Low, Normal, High, Critical]
                    approvals: 2          | approvals: "2"        | spec.tiers[0].approvals
                    approvals: 2          | approvals: 2.5        | spec.tiers[0].approvals
                    stack: shop-prod      | stack: 7              | document 2, spec.stack
                    stack: shop-prod      | stack: true           | document 2, spec.stack
                    kind: ChangePolicy    | kind: ConfigMap       | 'ConfigMap' is no kind of settings
                    v1alpha1              | v1                    | apiVersion is holdpoint.dev/v1alpha1
                    metadata: {name: db}  | metadata: {}          | document 2: metadata.name is missing
                    metadata: {name: db}  | metdata: {name: db}   | document 2: unknown field metdata
                    metadata: {name: db}  | metadata: {name: &n db, namespace: *n} | aliases are not used in settings
                    stack: shop-prod      | stack: *a             | file.yaml
                    version: 1            | stack: other          | Duplicate field 'stack'
                    """)
    void what_the_api_server_would_refuse_is_refused_with_file_and_field(String from, String to, String message) {
        assertThat(TWO).contains(from);
        assertThatThrownBy(() -> SettingsFile.read("file.yaml", TWO.replace(from, to)))
                .isInstanceOf(SettingsFile.Unreadable.class)
                .hasMessageStartingWith("file.yaml")
                .hasMessageContaining(message);
    }

    @Test
    void a_signature_is_put_in_without_touching_anything_else() {
        String armored = new Shop(folder).key("ada").sign(new byte[0], "holdpoint-settings");
        String text = TWO;
        for (int i = 0; i < 2; i++) {
            for (int n = 1; n <= 2; n++) {
                String other = n == 1 ? armored : armored.replace("SSH", "SSX").replace("SSX SIG", "SSH SIG");
                text = SignatureInsertion.insert(text, i, n == 1 ? armored : other + "# " + n + "\n")
                        .orElseThrow();
                assertThat(texts.document(read(text).get(i)).signatures()).hasSize(n);
            }
        }
        assertThat(text).contains("# Who decides.", "# the only one", "# tiers follow");
        List<String> left = new ArrayList<>(text.lines().toList());
        TWO.lines()
                .filter(line -> !line.contains("signatures"))
                .forEach(line -> assertThat(left.remove(line)).as(line).isTrue());
    }

    @Test
    void a_layout_that_cannot_be_edited_by_line_is_left_alone() {
        String flow =
                "{apiVersion: holdpoint.dev/v1alpha1, kind: ChangePolicy, metadata: {name: a}, spec: {version: 1}}";
        assertThat(read(flow)).hasSize(1);
        assertThat(SignatureInsertion.insert(flow, 0, "x\n")).isEmpty();
        String list = TWO.replace("signatures: []", "signatures: [a, b]");
        assertThat(SignatureInsertion.insert(list, 1, "x\n")).isEmpty();
    }
}
