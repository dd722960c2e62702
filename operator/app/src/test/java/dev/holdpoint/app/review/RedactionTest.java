package dev.holdpoint.app.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.holdpoint.core.plan.Counts;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing that is marked sensitive anywhere leaves anywhere. */
class RedactionTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FILES = List.of(
            "01-create-empty-state.json",
            "05-replace-db-encrypted.json",
            "15-new-image.json",
            "17-delete-db-block.json",
            "24-vpc-cidr-replace-cascade.json",
            "25-ssm-secret-change.json");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void a_secret_planted_anywhere_in_a_real_plan_does_not_leave(long seed) throws IOException {
        Random random = new Random(seed);
        String file = FILES.get((int) (seed % FILES.size()));
        String secret = secret(random);
        JsonNode plan = JSON.readTree(Corpus.bytes(file));
        ObjectNode variables = (ObjectNode) plan.path("variables");
        variables.set("planted", JSON.readTree("{}"));
        ((ObjectNode) variables.path("planted")).put("value", secret);
        ObjectNode declared =
                (ObjectNode) plan.path("configuration").path("root_module").path("variables");
        declared.set("planted", JSON.readTree("{\"sensitive\": true}"));
        List<Runnable> places = new ArrayList<>();
        for (JsonNode change : plan.path("resource_changes")) {
            collect(change.path("change").path("before"), disguised(secret, random), places);
            collect(change.path("change").path("after"), disguised(secret, random), places);
        }
        for (int i = 0; i < 60; i++) {
            places.get(random.nextInt(places.size())).run();
        }
        String out = everythingThatLeaves(JSON.writeValueAsBytes(plan));
        assertThat(out).doesNotContain(secret);
        assertThat(out.toLowerCase(Locale.ROOT))
                .doesNotContain(
                        URLEncoder.encode(secret, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
        for (String pad : List.of("", "x", "xy")) {
            String inside = Base64.getEncoder()
                    .encodeToString((pad + secret).getBytes(StandardCharsets.UTF_8))
                    .substring(4, 4 + (secret.length() - 4));
            assertThat(out).as("base64 after %d bytes", pad.length()).doesNotContain(inside);
        }
    }

    @Test
    void what_the_real_plans_hold_does_not_leave() {
        for (String file : FILES) {
            String out = everythingThatLeaves(Corpus.bytes(file));
            assertThat(out)
                    .as(file)
                    .doesNotContain("Sup3r-S3cret-DB-pw", "tok_live_51NotMarkedSensitive", "hardcoded-pw")
                    .doesNotContain("AKIAFAKEFAKEFAKEFAKE", "fake/secret/key");
        }
    }

    @Test
    void a_computed_instance_key_is_not_shown() {
        String plan = """
                {"format_version": "1.2", "terraform_version": "1.11.4", "errored": false, "resource_changes": [
                 {"address": "server.a[\\"drowssap-terces\\"]", "mode": "managed", "type": "server", "name": "a",
                  "change": {"actions": ["delete"], "before": {"x": 1}, "after": null}}]}
                """;
        assertThat(everythingThatLeaves(plan.getBytes(StandardCharsets.UTF_8)))
                .doesNotContain("drowssap")
                .contains("(computed)");
    }

    @Test
    void a_review_keeps_its_limit_and_says_what_it_left_out() throws IOException {
        JsonNode plan = JSON.readTree(Corpus.bytes("24-vpc-cidr-replace-cascade.json"));
        ArrayNode changes = (ArrayNode) plan.path("resource_changes");
        for (int i = 0; i < 2_000; i++) {
            ObjectNode copy = changes.get(i % 37).deepCopy();
            copy.put("address", "module.m" + i + "." + copy.path("address").asText());
            changes.add(copy);
        }
        Subject hostile = new Subject("agents", "x", 1, "t", "`".repeat(8_000), "bot", "holdpoint/agents/x");
        String review = Review.of(Corpus.dossier(JSON.writeValueAsBytes(plan), Optional.of(hostile)));
        assertThat(review.length()).isLessThanOrEqualTo(Review.LIMIT);
        assertThat(review).contains(" shown**").contains("and ").contains("```mermaid");
    }

    @Test
    void words_of_the_requester_cannot_leave_their_fence_or_turn_the_text() {
        Subject hostile = new Subject(
                "agents",
                "x",
                1,
                "t",
                "```\n# Approved by everybody\n````\n\u202Eevil\u0007",
                "bot",
                "holdpoint/agents/x");
        String review = Review.of(Corpus.dossier(Corpus.bytes("14-scale-service.json"), Optional.of(hostile)));
        assertThat(review)
                .contains("`````text\n")
                .contains("\\u{202e}evil\\u{7}")
                .doesNotContain("\u202E");
        assertThat(review).contains("git config gpg.format ssh\ngit config user.signingkey ~/.ssh/id_ed25519.pub\n");
        assertThat(review).contains("git tag -s --cleanup=verbatim -F vote.txt 'holdpoint/agents/x/r1/<you>/1'");
    }

    @Test
    void a_refusal_has_no_way_to_approve() {
        Subject subject = new Subject("agents", "x", 1, "t", "r", "bot", "holdpoint/agents/x");
        String review = Review.of(Corpus.dossier(Corpus.bytes("17-delete-db-block.json"), Optional.of(subject)));
        assertThat(review)
                .startsWith("# Refused")
                .doesNotContain("How to approve")
                .contains("1. Put its block back");
    }

    private static String everythingThatLeaves(byte[] plan) {
        Dossier dossier = Corpus.dossier(plan, Optional.empty());
        return Review.of(dossier)
                + new String(PlanSummary.of(dossier), StandardCharsets.UTF_8)
                + VerdictJson.of(dossier.verdict(), dossier.quorum(), Counts.of(dossier.plan()));
    }

    private static String secret(Random random) {
        String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !\"&<>/+%\\";
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 12 + random.nextInt(20); i++) {
            out.append(letters.charAt(random.nextInt(letters.length())));
        }
        return out.toString().strip() + "Zq";
    }

    private static String disguised(String secret, Random random) throws IOException {
        return switch (random.nextInt(5)) {
            case 0 -> secret;
            case 1 -> "prefix-" + secret + "-suffix";
            case 2 ->
                Base64.getEncoder()
                        .encodeToString(
                                ("ab".repeat(random.nextInt(3)) + secret + "tail").getBytes(StandardCharsets.UTF_8));
            case 3 -> JSON.writeValueAsString(Map.of("a", List.of(Map.of("b", secret))));
            default -> "https://h/?q=" + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        };
    }

    private static void collect(JsonNode node, String planted, List<Runnable> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                if (object.get(name).isTextual()) {
                    places.add(() -> object.set(name, TextNode.valueOf(planted)));
                }
                collect(object.get(name), planted, places);
            });
        } else if (node instanceof ArrayNode array) {
            array.forEach(item -> collect(item, planted, places));
        }
    }
}
