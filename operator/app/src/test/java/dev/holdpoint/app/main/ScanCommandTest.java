package dev.holdpoint.app.main;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ScanCommandTest {
    private static final String STACK = """
            apiVersion: holdpoint.dev/v1alpha1
            kind: InfrastructureStack
            metadata: {name: shop}
            spec:
              version: 1
              repository: infra
              path: stacks/shop
              engine: {name: OpenTofu, version: 1.11.14, image: x, sha256: y}
              stage: Production
              requesters: [a]
              accounts: {plan: a, apply: b}
              policies: [p]
              permits: {provisioners: Ask}
            """;

    @TempDir
    private Path temp;

    private record Ran(int exit, String out) {}

    private static Ran scan(Object... args) {
        StringWriter out = new StringWriter();
        String[] line = Stream.concat(Stream.of("scan"), Arrays.stream(args).map(Object::toString))
                .toArray(String[]::new);
        CommandLine commands = Commands.lineFor(line);
        commands.setOut(new PrintWriter(out));
        commands.setErr(new PrintWriter(new StringWriter()));
        return new Ran(commands.execute(line), out.toString());
    }

    private Path folder(String name, String text) throws IOException {
        Path folder = Files.createDirectories(temp.resolve("stack"));
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
        return folder;
    }

    @Test
    void a_clean_folder_exits_0() throws IOException {
        assertThat(scan(folder("main.tf", "locals {}\n"))).isEqualTo(new Ran(0, "may be planned\n"));
    }

    @Test
    void a_refused_folder_exits_4_and_says_where_and_what_to_do() throws IOException {
        Ran ran = scan(folder("main.tf", "locals {\n x = file(\"/etc/passwd\")\n}\n"));
        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.out()).contains("scan-file-function: main.tf:2:", "literal path below the module");
    }

    @Test
    void json_output_is_json() throws IOException {
        Ran ran = scan(folder("main.tf", "terraform {\n cloud {}\n}\n"), "-o", "json");
        JsonNode json = new ObjectMapper().readTree(ran.out());
        assertThat(ran.exit()).isEqualTo(4);
        assertThat(json.path("format").asText()).isEqualTo("holdpoint.dev/scan/v1");
        assertThat(json.path("verdict").asText()).isEqualTo("refused");
        assertThat(json.path("refused").path(0).path("rule").asText()).isEqualTo("scan-cloud-block");
        assertThat(json.path("refused").path(0).path("line").asInt()).isEqualTo(2);
    }

    @Test
    void a_stack_file_is_obeyed() throws IOException {
        Path stack = Files.writeString(temp.resolve("stack.yaml"), STACK);
        Path folder = folder("main.tf", "resource \"terraform_data\" \"x\" {\n provisioner \"local-exec\" {}\n}\n");
        assertThat(scan(folder).exit()).isEqualTo(4);
        assertThat(scan(folder, "--stack", stack).exit()).isZero();
        folder("more.tf", "resource \"aws_vpc\" \"x\" {}\n");
        assertThat(scan(folder, "--stack", stack).exit()).isEqualTo(4);
    }

    @Test
    void bad_usage_exits_2() throws IOException {
        Path folder = folder("main.tf", "locals {}\n");
        assertThat(scan().exit()).isEqualTo(2);
        assertThat(scan(temp.resolve("none")).exit()).isEqualTo(2);
        assertThat(scan(folder, "-o", "sarif").exit()).isEqualTo(2);
        assertThat(scan(folder, "--stack", temp.resolve("none.yaml")).exit()).isEqualTo(2);
        Path typo = Files.writeString(temp.resolve("typo.yaml"), STACK + "  permit: {}\n");
        assertThat(scan(folder, "--stack", typo).exit()).isEqualTo(2);
    }

    @Test
    void a_link_is_reported_and_never_followed() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret.tf"), "terraform {\n cloud {}\n}\n");
        Path folder = folder("main.tf", "locals {}\n");
        Files.createSymbolicLink(folder.resolve("link.tf"), secret);
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Ran ran = scan(folder);
        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.out())
                .contains("tree-not-a-file: link.tf", "tree-not-a-file: loop")
                .doesNotContain("cloud");
    }

    @Test
    void the_engines_own_folder_is_named_and_git_is_left_out() throws IOException {
        Path folder = folder(".terraform/providers/x", "x");
        folder(".git/config", "x");
        folder("main.tf", "locals {}\n");
        Ran ran = scan(folder);
        assertThat(ran.exit()).isEqualTo(4);
        assertThat(ran.out()).contains("scan-engine-folder").doesNotContain(".git/config");
    }
}
