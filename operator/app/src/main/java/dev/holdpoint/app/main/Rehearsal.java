package dev.holdpoint.app.main;

import dev.holdpoint.app.cli.Exit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs the commands that people wait for, on nothing that matters and in silence. The launcher lets the JVM write an
 * archive of the classes that this loaded, so that the real commands map them instead of parsing them.
 */
final class Rehearsal {
    private static final String PLAN = """
            {"format_version": "1.2", "terraform_version": "1.11.4", "complete": true, "errored": false,
             "applyable": true,
             "resource_changes": [
               {"address": "aws_db_instance.a", "mode": "managed", "type": "aws_db_instance", "name": "a",
                "provider_name": "registry.terraform.io/hashicorp/aws",
                "change": {"actions": ["delete"], "before": {"id": "a", "deletion_protection": false},
                           "after": null, "after_unknown": {}, "before_sensitive": {}, "after_sensitive": false}}],
             "prior_state": {"format_version": "1.0", "terraform_version": "1.11.4"},
             "configuration": {"root_module": {"resources": [
               {"address": "aws_db_instance.a", "mode": "managed", "type": "aws_db_instance", "name": "a",
                "provider_config_key": "aws", "expressions": {}, "schema_version": 0}]}}}
            """;

    private static final String CONFIGURATION = """
            resource "terraform_data" "a" {
              input = { name = "a ${upper("b")}", list = [for k in ["c"] : k if k != ""] }
            }
            """;

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("holdpoint-rehearsal");
        Path plan = folder.resolve("plan.json");
        Path configuration = folder.resolve("main.tf");
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        boolean sound = true;
        try {
            Files.writeString(plan, PLAN);
            Files.writeString(configuration, CONFIGURATION);
            sound = run("--help")
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
        System.exit(sound ? Exit.DONE : Exit.BUG);
    }

    private static boolean run(String... args) {
        int exit = Holdpoint.run(args);
        return exit != Exit.BUG && exit != Exit.BAD_INPUT;
    }
}
