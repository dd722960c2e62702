package dev.holdpoint.app.main;

import dev.holdpoint.app.cli.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Runs the commands that people wait for, on nothing that matters and in silence. The launcher lets the JVM write an
 * archive of the classes that this loaded, so that the real commands map them instead of parsing them.
 */
final class Rehearsal {
    private static final String PLAN = """
            {"format_version": "1.2", "terraform_version": "1.11.4", "complete": true, "errored": false,
             "applyable": true, "timestamp": "2026-01-01T00:00:00Z",
             "variables": {"v": {"value": "a-text"}, "s": {"value": "a-secret-text"}},
             "resource_changes": [
               {"address": "aws_db_instance.a", "mode": "managed", "type": "aws_db_instance", "name": "a",
                "provider_name": "registry.terraform.io/hashicorp/aws",
                "change": {"actions": ["delete"], "before": {"id": "a", "deletion_protection": false},
                           "after": null, "after_unknown": {}, "before_sensitive": {}, "after_sensitive": false}},
               {"address": "module.m.aws_iam_role.b[\\"x\\"]", "module_address": "module.m", "mode": "managed",
                "type": "aws_iam_role", "name": "b", "index": "x",
                "provider_name": "registry.terraform.io/hashicorp/aws",
                "change": {"actions": ["update"],
                           "before": {"id": "b", "policy": "{\\"Statement\\": [{\\"Action\\": [\\"*\\"]}]}", "n": [1]},
                           "after": {"id": "b", "policy": "{\\"Statement\\": []}", "n": [1, 2], "p": "a-secret-text"},
                           "after_unknown": {"n": [false, true]}, "before_sensitive": {"n": [false]},
                           "after_sensitive": {"p": true}}}],
             "output_changes": {"o": {"actions": ["create"], "before": null, "after": "a-secret-text",
                                      "after_unknown": false, "before_sensitive": false, "after_sensitive": true}},
             "prior_state": {"format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module": {
               "resources": [{"address": "aws_db_instance.a", "mode": "managed", "type": "aws_db_instance",
                              "name": "a", "schema_version": 0, "values": {"id": "a"}, "sensitive_values": {}}]}}},
             "configuration": {
               "provider_config": {"aws": {"name": "aws", "expressions": {"region": {"constant_value": "x"}}}},
               "root_module": {
                 "variables": {"v": {"default": "a-text"}, "s": {"sensitive": true}},
                 "resources": [
                   {"address": "aws_db_instance.a", "mode": "managed", "type": "aws_db_instance", "name": "a",
                    "provider_config_key": "aws", "schema_version": 0,
                    "provisioners": [{"type": "local-exec", "expressions": {}}],
                    "expressions": {"password": {"references": ["var.s"]}}}],
                 "module_calls": {"m": {"source": "./m", "module": {"resources": [
                   {"address": "aws_iam_role.b", "mode": "managed", "type": "aws_iam_role", "name": "b",
                    "provider_config_key": "aws", "schema_version": 0, "expressions": {}}]}}}}}}
            """;

    private static final String CONFIGURATION = """
            resource "terraform_data" "a" {
              input = { name = "a ${upper("b")}", list = [for k in ["c"] : k if k != ""] }
            }
            """;

    private Rehearsal() {}

    /** With any argument, what runs in the image is rehearsed as well. */
    public static void main(String[] args) throws IOException, InterruptedException {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        System.exit(sound() && (args.length == 0 || runs(nowhere)) ? Exit.DONE : Exit.BUG);
    }

    /** Whether the run pods did their work. */
    static boolean runs(PrintStream nowhere) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("holdpoint-rehearsal");
        try {
            return new RunRehearsal(folder, nowhere).sound();
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Whether every command did its work. */
    static boolean sound() throws IOException {
        Path folder = Files.createTempDirectory("holdpoint-rehearsal");
        Path plan = folder.resolve("plan.json");
        Path configuration = folder.resolve("main.tf");
        try {
            Files.writeString(plan, PLAN);
            Files.writeString(configuration, CONFIGURATION);
            return run("--help")
                    && run("check", plan.toString())
                    && run("check", "-o", "json", plan.toString())
                    && run("review", plan.toString())
                    && run("scan", folder.toString())
                    && run("approve", "--help");
        } finally {
            Files.deleteIfExists(plan);
            Files.deleteIfExists(configuration);
            Files.deleteIfExists(folder);
        }
    }

    private static boolean run(String... args) {
        int exit = Holdpoint.run(args);
        return exit != Exit.BUG && exit != Exit.BAD_INPUT;
    }
}
