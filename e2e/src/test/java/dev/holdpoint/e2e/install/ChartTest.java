package dev.holdpoint.e2e.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.GoTool;
import dev.holdpoint.e2e.cluster.GoTools;
import dev.holdpoint.e2e.cluster.Progress;
import dev.holdpoint.e2e.cluster.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The chart is made from the manifests, and both install the same. */
class ChartTest {
    private static final Path ROOT =
            Path.of(System.getProperty("holdpoint.root", "..")).toAbsolutePath().normalize();
    private static final Path CHART = ROOT.resolve("charts/holdpoint");
    private static final String HEADER =
            "{{- /* Generated from manifests/. Edit there, then: mvn -pl e2e -am test -Dtest=ChartTest -Dholdpoint.write */ -}}\n";

    private static final Map<String, String> VALUES = Map.of(
            "${image}", "{{ required \"image: name it by digest\" .Values.image }}",
            "${pullPolicy}", "{{ .Values.pullPolicy }}",
            "${rosterPin}", "{{ required \"rosterPin: the first roster's fingerprint\" .Values.rosterPin }}",
            "${installer}",
                    "{{ join \"', '\" (required \"installers: with none, nobody could ever upgrade\" .Values.installers) }}",
            "${agent}", "{{ join \"', '\" .Values.agents }}");

    @Test
    void the_committed_chart_is_what_the_manifests_make_it() throws IOException {
        SortedMap<String, String> made = chart();
        if (System.getProperty("holdpoint.write") != null) {
            made.forEach((name, text) -> TextFile.write(CHART.resolve(name), text));
        }
        SortedMap<String, String> committed = new TreeMap<>();
        for (String folder : List.of("crds", "templates")) {
            try (Stream<Path> files = Files.list(CHART.resolve(folder))) {
                for (Path file : files.toList()) {
                    committed.put(folder + "/" + file.getFileName(), Files.readString(file));
                }
            }
        }
        assertThat(committed).isEqualTo(made);
    }

    private static SortedMap<String, String> chart() throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        for (Path crd : list(ROOT.resolve("crds"))) {
            files.put("crds/" + crd.getFileName(), Files.readString(crd));
        }
        for (String folder : List.of("base", "policies")) {
            for (Path file : list(ROOT.resolve("manifests/" + folder))) {
                String text = Files.readString(file);
                for (Map.Entry<String, String> value : VALUES.entrySet()) {
                    text = text.replace(value.getKey(), value.getValue());
                }
                files.put("templates/" + file.getFileName(), HEADER + text);
            }
        }
        return files;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("kustomization.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void helm_and_kustomize_install_the_same_objects() throws IOException {
        assumeTrue(
                Command.of("go", "version").attempt().ok(),
                "helm and kubectl are built with Go 1.26 or newer, and `go` is not here");
        Cache cache = Cache.ofThisMachine();
        GoTools tools = new GoTools(ROOT, cache, new Progress(System.err, cache));
        String helm = tools.binary(GoTool.HELM).toString();
        String kubectl = tools.binary(GoTool.KUBECTL).toString();
        String fromChart = Command.of(helm, "template", CHART.toString(), "--set-json", """
                        {"image": "${image}", "pullPolicy": "${pullPolicy}", "rosterPin": "${rosterPin}",
                         "installers": ["${installer}"], "agents": ["${agent}"]}""")
                .run();
        Map<String, JsonNode> kustomized = new TreeMap<>();
        for (String folder : List.of("base", "policies")) {
            kustomized.putAll(objects(Command.of(
                            kubectl,
                            "kustomize",
                            ROOT.resolve("manifests/" + folder).toString())
                    .run()));
        }
        assertThat(objects(fromChart)).isEqualTo(kustomized).hasSizeGreaterThan(90);
    }

    private static Map<String, JsonNode> objects(String yaml) throws IOException {
        Map<String, JsonNode> objects = new TreeMap<>();
        YAMLMapper mapper = new YAMLMapper();
        try (var documents = mapper.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (documents.hasNextValue()) {
                JsonNode object = documents.nextValue();
                if (object != null && object.isObject()) {
                    String name = object.path("kind").asText() + " "
                            + object.at("/metadata/namespace").asText() + "/"
                            + object.at("/metadata/name").asText();
                    assertThat(objects.put(name, object)).as(name).isNull();
                }
            }
        }
        return objects;
    }
}
