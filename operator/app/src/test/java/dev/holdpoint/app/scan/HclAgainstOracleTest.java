package dev.holdpoint.app.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.holdpoint.core.scan.hcl.Attribute;
import dev.holdpoint.core.scan.hcl.Block;
import dev.holdpoint.core.scan.hcl.Body;
import dev.holdpoint.core.scan.hcl.HclReader;
import dev.holdpoint.core.scan.hcl.HclReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What we read out of a text is what the engines' own parser reads out of it, or we refuse the text. */
final class HclAgainstOracleTest {
    private static final int MUTATIONS = Boolean.getBoolean("holdpoint.full") ? 400_000 : 6_000;

    /** What turns one text into another that looks alike. */
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "${",
            "%{",
            "$${",
            "%%{",
            "}",
            "{",
            "(",
            ")",
            "[",
            "]",
            "\n",
            " ",
            "=",
            "==",
            "=>",
            ":",
            "::",
            ",",
            ".",
            "...",
            "#",
            "//",
            "/*",
            "*/",
            "<<A\n",
            "<<-A\n",
            "\nA\n",
            "A",
            "\r\n",
            "~",
            "?",
            "!",
            "-",
            "$",
            "%",
            "$$",
            "for ",
            "in ",
            "if ",
            "1",
            "e",
            "é",
            "x = 1\n",
            "b {}\n",
            "\"\\u0041\"",
            "~}",
            "endfor",
            "else");

    private static Optional<HclOracle> oracle = Optional.empty();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        oracle = HclOracle.start();
    }

    @AfterAll
    static void stop() {
        oracle.ifPresent(HclOracle::close);
    }

    @Test
    void realistic_files_are_read_and_read_alike() throws IOException {
        assumeTrue(oracle.isPresent(), "npm cannot bring @cdktf/hcl2json here");
        for (Map.Entry<String, String> file : files().entrySet()) {
            HclReading reading = HclReader.read(file.getValue());
            assertThat(reading).as(file.getKey()).isInstanceOf(HclReading.Read.class);
            JsonNode theirs = oracle.get().parse(file.getValue()).path("body");
            assertThat(differences(((HclReading.Read) reading).body(), theirs, ""))
                    .as(file.getKey())
                    .isEmpty();
        }
    }

    @Test
    void a_mutated_file_is_read_alike_or_refused() throws IOException {
        assumeTrue(oracle.isPresent(), "npm cannot bring @cdktf/hcl2json here");
        List<String> seeds = new ArrayList<>(files().values());
        long seed = Long.getLong("holdpoint.seed", 20261124L);
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            String text = mutate(part(seeds.get(random.nextInt(seeds.size())), random), random);
            if (HclReader.read(text) instanceof HclReading.Read(Body body)) {
                read++;
                JsonNode theirs = oracle.get().parse(text);
                assertThat(theirs.has("refused"))
                        .as("seed %d, try %d: only we read%n%s", seed, i, text)
                        .isFalse();
                if (theirs.has("body")) {
                    assertThat(differences(body, theirs.get("body"), ""))
                            .as("seed %d, try %d: read differently%n%s", seed, i, text)
                            .isEmpty();
                }
            }
        }
        assertThat(read).as("mutations that stay readable").isGreaterThan(MUTATIONS / 20);
    }

    private static Map<String, String> files() throws IOException {
        Path root = Path.of(System.getProperty("holdpoint.root"));
        Map<String, String> files = new HashMap<>();
        for (String name : List.of("network.tf", "texts.tf", "modules.tf")) {
            files.put(name, Files.readString(root.resolve("operator/app/src/test/resources/scan/hcl/" + name)));
        }
        files.put("demo", Files.readString(root.resolve("e2e/src/main/resources/demo/estate/stacks/shop/main.tf")));
        Path shared = root.resolve("../shared/corpus/estate.tf");
        if (Files.exists(shared)) {
            files.put("estate", Files.readString(shared));
        }
        return files;
    }

    /** A few lines of a file: short texts are mutated more densely. */
    private static String part(String text, Random random) {
        String[] blocks = text.split("(?<=\n)(?=[a-z/#])");
        int from = random.nextInt(blocks.length);
        int to = Math.min(blocks.length, from + 1 + random.nextInt(3));
        return String.join("", List.of(blocks).subList(from, to));
    }

    private static String mutate(String text, Random random) {
        StringBuilder out = new StringBuilder(text);
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times && !out.isEmpty(); i++) {
            int at = random.nextInt(out.length());
            int end = Math.min(out.length(), at + 1 + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> out.delete(at, end);
                case 1 -> out.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> out.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
                default -> out.insert(at, out.substring(random.nextInt(at + 1), at));
            }
        }
        return out.toString();
    }

    /** Where the two readings differ. The oracle folds blocks of one type and labels into a list. */
    private static List<String> differences(Body ours, JsonNode theirs, String at) {
        List<String> found = new ArrayList<>();
        Set<String> names = new TreeSet<>();
        for (Attribute attribute : ours.attributes()) {
            names.add(attribute.name());
            JsonNode value = theirs.path(attribute.name());
            Optional<String> literal = attribute.value().literal();
            if (literal.isPresent()
                    && !value.asText().equals(literal.get().replace("${", "$${").replace("%{", "%%{"))) {
                found.add(at + "." + attribute.name() + ": " + literal.get() + " against " + value);
            }
        }
        Map<List<String>, Integer> seen = new HashMap<>();
        Map<String, Set<String>> firstLabels = new HashMap<>();
        for (Block block : ours.blocks()) {
            names.add(block.type());
            List<String> path = new ArrayList<>(List.of(block.type()));
            path.addAll(block.labels());
            JsonNode node = theirs;
            for (String step : path) {
                node = node.path(step);
            }
            int index = seen.merge(path, 1, Integer::sum) - 1;
            found.addAll(differences(block.body(), node.path(index), at + "." + String.join(".", path)));
            if (!block.labels().isEmpty()) {
                firstLabels.computeIfAbsent(block.type(), t -> new TreeSet<>()).add(block.label(0));
            }
        }
        firstLabels.forEach((type, labels) -> same(labels, theirs.path(type), at + "." + type, found));
        if (!theirs.isObject()) {
            found.add(at + ": the oracle has no body here");
        } else {
            same(names, theirs, at, found);
        }
        return found;
    }

    private static void same(Set<String> ours, JsonNode theirs, String at, List<String> found) {
        Set<String> other = new TreeSet<>();
        theirs.fieldNames().forEachRemaining(other::add);
        if (!ours.equals(other)) {
            found.add(at + ": " + ours + " against " + other);
        }
    }
}
