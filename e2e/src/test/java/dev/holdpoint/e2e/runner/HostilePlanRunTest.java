package dev.holdpoint.e2e.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.runner.EngineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan runs code of the change: whatever that does, the companion hands over a plan, words of its own, or nothing. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePlanRunTest {
    /** Finds the plan file's name in the arguments. */
    private static final String OUT =
            "case $1 in plan) ;; *) exit 0;; esac; for a; do case $a in -out=*) out=${a#-out=};; esac; done; ";

    @TempDir
    Path folder;

    @Test
    void the_environment_is_constructed_and_never_inherited() throws Exception {
        PlayedPod pod = pod(PlayedPod.stack("")).engineIs(OUT + "env > $out");

        run(pod);

        List<String> names = new String(pod.plan(), java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        assertThat(names)
                .containsOnly(
                        "PATH",
                        "HOME",
                        "TMPDIR",
                        "LANG",
                        "CHECKPOINT_DISABLE",
                        "TF_IN_AUTOMATION",
                        "TF_INPUT",
                        "TF_DATA_DIR",
                        "TF_CLI_CONFIG_FILE",
                        "TF_HTTP_ADDRESS",
                        "TF_HTTP_LOCK_ADDRESS",
                        "TF_HTTP_UNLOCK_ADDRESS",
                        "TF_HTTP_USERNAME",
                        "TF_HTTP_PASSWORD",
                        "PWD");
    }

    @Test
    void the_engine_finds_no_brief_with_the_wrappers_token() throws Exception {
        PlayedPod pod = pod(PlayedPod.stack("")).engineIs(OUT + "cat " + folder + "/pod/work/run/brief > $out; true");

        run(pod);

        assertThat(pod.plan()).isEmpty();
    }

    @Test
    void a_plan_run_cannot_write_state() throws Exception {
        String post = "python3 - > $out <<'EOF'\n"
                + "import os,urllib.request as u,base64,hashlib\n"
                + "def say(method, query, body):\n"
                + "    r=u.Request(os.environ['TF_HTTP_ADDRESS']+query,body,method=method)\n"
                + "    secret=(os.environ['TF_HTTP_USERNAME']+':'+os.environ['TF_HTTP_PASSWORD']).encode()\n"
                + "    r.add_header('Authorization','Basic '+base64.b64encode(secret).decode())\n"
                + "    r.add_header('Content-MD5',base64.b64encode(hashlib.md5(body).digest()).decode())\n"
                + "    try: return u.urlopen(r).status\n"
                + "    except Exception as e: return e.code\n"
                + "print(say('LOCK','',b'{\"ID\":\"me\"}'),"
                + " say('POST','?ID=me',b'{\"version\":4,\"serial\":1,\"lineage\":\"l\"}'))\n"
                + "EOF\n";
        PlayedPod pod = pod(PlayedPod.stack("")).engineIs(OUT + post);

        run(pod);

        assertThat(new String(pod.plan(), java.nio.charset.StandardCharsets.UTF_8).strip())
                .isEqualTo("200 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ln -s TOKEN $out",
                "mkfifo $out",
                "mkdir $out",
                "ln -s TOKEN .terraform.lock.hcl; echo plan > $out",
                "mv WORK/run WORK/gone; mkdir WORK/gone/x; cp TOKEN WORK/plan.tfplan; ln -s . WORK/run",
                ": > WORK/big; truncate -s 200M $out"
            })
    void what_is_no_bounded_regular_file_is_not_handed_over(String trick) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "the companion's token");
        String script = trick.replace("TOKEN", token.toString())
                .replace("WORK", folder.resolve("pod/work").toString());
        PlayedPod pod = pod(PlayedPod.stack("")).engineIs(OUT + script);

        run(pod);

        assertThat(pod.product()).isInstanceOf(Delivery.Failed.class);
        assertThat(pod.product().toString()).doesNotContain("the companion's token");
    }

    @Test
    void an_engine_that_hangs_hits_the_time_limit_with_all_that_it_started() throws Exception {
        Assignment brisk = PlayedPod.assignment(PlayedPod.stack(""), Optional.empty(), Optional.empty(), 1);
        PlayedPod pod = new PlayedPod(folder.resolve("pod"), RunKind.PLAN, brisk, new MemoryGate());
        pod.engineIs("sleep 300 & echo $! > " + folder + "/child; wait");

        run(pod);

        assertThat(pod.product())
                .isEqualTo(new Delivery.Failed("the engine's init took longer than the time limit of the stack"));
        long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
        ProcessHandle.of(child)
                .ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(java.time.Duration.ofSeconds(10)));
    }

    @Test
    void an_engine_that_crashes_is_a_failed_run_and_not_a_wrong_configuration() throws Exception {
        PlayedPod pod = pod(PlayedPod.stack("")).engineIs(OUT + "echo secret; kill -SEGV $$");

        run(pod);

        assertThat(pod.product()).isEqualTo(new Delivery.Failed("the engine's plan ended with exit code 139"));
    }

    @Test
    void another_binary_than_the_settings_name_is_never_started() throws Exception {
        PlayedPod pod = pod(PlayedPod.stack(""));
        pod.swapEngine("touch " + folder + "/started");

        run(pod);

        assertThat(pod.product())
                .isEqualTo(new Delivery.Stalled(
                        "the engine's image holds another binary than the stack's settings name by `engine.sha256`; if the"
                                + " image is right, correct `sha256` and sign the stack again"));
        assertThat(folder.resolve("started")).doesNotExist();
    }

    @Test
    void a_wrong_configuration_comes_back_with_place_and_summary() throws Exception {
        PlayedPod pod = pod(PlayedPod.stack("resource \"terraform_data\" \"a\" {\n  input = local.nothing\n}\n"));

        run(pod);

        assertThat(pod.product())
                .isEqualTo(new Delivery.Rejected(
                        List.of(new Diagnostic("error", "Reference to undeclared local value", "main.tf", 2))));
    }

    @Test
    void a_syntax_error_comes_back_from_init() throws Exception {
        PlayedPod pod = pod(PlayedPod.stack("resource {\n"));

        run(pod);

        assertThat(pod.product()).isInstanceOf(Delivery.Rejected.class);
        assertThat(pod.product().toString()).contains("main.tf");
    }

    @Test
    void a_value_that_the_engine_prints_does_not_come_back() throws Exception {
        PlayedPod pod = pod(PlayedPod.stack("""
                locals {
                  a = jsondecode("hunter2 is no JSON")
                  b = tonumber("hunter2")
                }
                output "a" { value = [local.a, local.b] }
                """));

        run(pod);

        assertThat(Files.readString(pod.paths.run().resolve("plan.out"))).contains("hunter2");
        assertThat(pod.product()).isInstanceOf(Delivery.Rejected.class);
        assertThat(pod.product().toString() + pod.log()).doesNotContain("hunter2");
    }

    @Test
    void a_provider_that_the_stack_does_not_name_is_not_to_be_had() throws Exception {
        PlayedPod pod = pod(PlayedPod.stack("data \"external\" \"a\" {\n  program = [\"true\"]\n}\n"));

        run(pod);

        assertThat(pod.product()).isInstanceOf(Delivery.Rejected.class);
    }

    @Test
    void a_backend_of_the_tree_is_overridden() throws Exception {
        PlayedPod pod = pod(PlayedPod.stack("terraform {\n  backend \"local\" { path = \"/tmp/mine\" }\n}\n"));

        run(pod);

        assertThat(dev.holdpoint.app.adapter.engine.PlanFile.open(pod.plan()))
                .isInstanceOf(dev.holdpoint.app.adapter.engine.PlanFile.Opening.Opened.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stacks/shop/holdpoint_override.tf",
                "stacks/shop/holdpoint_override.tofu.json",
                "../x",
                "a/.git/hooks"
            })
    void a_tree_that_must_not_be_laid_out_ends_the_run_before_any_engine_starts(String path) throws Exception {
        PlayedPod pod = pod(Map.of("stacks/shop/main.tf", new byte[0], path, new byte[0]));

        assertThat(pod.companion().wrapper()).isEqualTo(EngineRun.NOTHING);
        assertThat(pod.product()).isInstanceOf(Delivery.Failed.class);
        assertThat(pod.paths.run().resolve("init.out")).doesNotExist();
    }

    @Test
    void a_tree_of_another_digest_is_not_used() throws Exception {
        Assignment honest = PlayedPod.assignment(PlayedPod.stack("# honest"), Optional.empty(), Optional.empty());
        Assignment other = new Assignment(
                honest.engine(),
                honest.engineVersion(),
                honest.engineSha256(),
                honest.stackPath(),
                PlayedPod.stack("# other"),
                honest.manifest(),
                "",
                Optional.empty(),
                Optional.empty(),
                60);
        PlayedPod pod = new PlayedPod(folder.resolve("pod"), RunKind.PLAN, other, new MemoryGate());

        assertThat(pod.companion().wrapper()).isEqualTo(EngineRun.NOTHING);
        assertThat(pod.product()).isEqualTo(new Delivery.Failed("the tree is not the one that was announced"));
    }

    @Test
    void a_lock_file_of_the_tree_is_not_used() throws Exception {
        PlayedPod pod = pod(Map.of(
                "stacks/shop/main.tf",
                new byte[0],
                "stacks/shop/.terraform.lock.hcl",
                "provider \"registry.opentofu.org/evil/evil\" {\n  version = \"1.0.0\"\n}\n"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

        run(pod);

        assertThat(pod.product()).isInstanceOf(Delivery.Plan.class);
    }

    private PlayedPod pod(Map<String, byte[]> files) throws IOException {
        Assignment assignment = PlayedPod.assignment(files, Optional.empty(), Optional.empty());
        return new PlayedPod(folder.resolve("pod"), RunKind.PLAN, assignment, new MemoryGate());
    }

    private static void run(PlayedPod pod) throws IOException, InterruptedException {
        try (pod) {
            pod.companion().wrapper();
        }
    }
}
