package dev.holdpoint.e2e.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.api.EngineName;
import dev.holdpoint.api.EngineSpec;
import dev.holdpoint.api.ProviderSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.adapter.engine.PlanFile;
import dev.holdpoint.app.derive.StackLock;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.runner.EngineRun;
import dev.holdpoint.core.apply.ApplyOutcome;
import dev.holdpoint.core.plan.ProviderLock;
import dev.holdpoint.e2e.aws.AwsPackage;
import dev.holdpoint.e2e.aws.ProviderHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A real provider through plan, render and apply, and the ways in which another one might get in. */
@ParameterizedClass
@MethodSource("engines")
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProviderRunTest {
    /** Needs the provider's program, and nothing that it would talk to. */
    private static final String POLICY = """
            terraform {
              required_providers {
                aws = { source = "hashicorp/aws", version = "~> 5.0" }
              }
            }
            provider "aws" {
              region                      = "eu-central-1"
              access_key                  = "none"
              secret_key                  = "none"
              skip_credentials_validation = true
              skip_requesting_account_id  = true
              skip_metadata_api_check     = true
            }
            data "aws_iam_policy_document" "read" {
              statement {
                actions   = ["s3:GetObject"]
                resources = ["*"]
              }
            }
            resource "terraform_data" "policy" { input = data.aws_iam_policy_document.read.json }
            """;

    private static final String UNUSED = "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private static AwsPackage aws;
    private static String h1;

    @Parameter
    RealEngine engine;

    @TempDir
    Path folder;

    static List<RealEngine> engines() throws IOException {
        List<RealEngine> all = new ArrayList<>(List.of(RealEngine.openTofu()));
        RealEngine.terraform().ifPresent(all::add);
        return all;
    }

    @BeforeAll
    static void needs_a_provider() {
        Optional<AwsPackage> found = AwsPackage.find();
        assumeTrue(found.isPresent(), AwsPackage.missing());
        aws = found.get();
        h1 = ProviderHash.of(aws, PlayedPod.engine());
        System.out.println("AWS provider " + aws.version() + " found in " + aws.mirror());
    }

    @Test
    void a_run_starts_from_the_stacks_lock_and_ends_with_what_the_tree_uses_of_it() throws Exception {
        Map<String, byte[]> files = PlayedPod.stack(POLICY);
        String whole =
                lock(provider("hashicorp/aws", aws.version(), h1), provider("hashicorp/random", "3.7.2", UNUSED));

        Path mirror = substitute("hashicorp/random", "3.7.2");
        link(mirror);

        Delivery.Plan plan = (Delivery.Plan) planned(files, whole, mirror);

        String pruned = lock(provider("hashicorp/aws", aws.version(), h1));
        assertThat(plan.lockFile()).isEqualTo(pruned);
        assertThat(PlanFile.open(plan.plan())).isInstanceOf(PlanFile.Opening.Opened.class);
        assertThat(rendered(plan)).contains("aws_iam_policy_document", "s3:GetObject");
        MemoryGate gate = applied(files, plan);
        assertThat(gate.outcomes).singleElement().isInstanceOf(ApplyOutcome.Applied.class);
        assertThat(new String(gate.newest(), StandardCharsets.UTF_8)).contains("s3:GetObject");
    }

    @Test
    void a_tree_that_uses_no_provider_ends_with_no_lock() throws Exception {
        Delivery.Plan plan = (Delivery.Plan) planned(
                PlayedPod.stack("resource \"terraform_data\" \"x\" {}"),
                lock(provider("hashicorp/aws", aws.version(), h1)),
                aws.mirror());

        assertThat(plan.lockFile()).isEmpty();
        assertThat(rendered(plan)).contains("terraform_data.x");
    }

    @Test
    void a_substituted_program_is_refused_before_it_runs_and_both_hashes_are_named() throws Exception {
        String whole = lock(provider("hashicorp/aws", aws.version(), h1));

        Delivery delivery = planned(PlayedPod.stack(POLICY), whole, substitute("hashicorp/aws", aws.version()));

        assertThat(((Delivery.Stalled) delivery).why())
                .contains("hashicorp/aws", h1, "the package of the provider", "sign the stack again")
                .containsPattern("has the hash h1:[A-Za-z0-9+/=]{44}, and");
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void a_lock_without_an_h1_is_refused_before_the_engine_starts() throws Exception {
        String zh = lock(provider("hashicorp/aws", aws.version(), h1)).replace(h1, "zh:" + "1".repeat(64));

        Delivery delivery = planned(PlayedPod.stack(POLICY), zh, aws.mirror());

        assertThat(((Delivery.Failed) delivery).why()).contains("h1");
        assertThat(folder.resolve("pod/work/run/init.out")).doesNotExist();
    }

    @Test
    void a_committed_lock_and_a_committed_program_are_never_used() throws Exception {
        Path mirror = substitute("hashicorp/random", "3.7.2");
        Map<String, byte[]> files = new TreeMap<>(PlayedPod.stack(POLICY));
        String committed = lock(provider("hashicorp/aws", aws.version(), UNUSED));
        files.put("stacks/shop/.terraform.lock.hcl", committed.getBytes(StandardCharsets.UTF_8));
        Path program = program(mirror, "hashicorp/random", "3.7.2");
        files.put(
                "stacks/shop/.terraform/providers/" + host() + "/hashicorp/aws/" + aws.version() + "/linux_amd64/"
                        + program.getFileName().toString().replace("random", "aws"),
                Files.readAllBytes(program));

        Delivery delivery = planned(files, lock(provider("hashicorp/aws", aws.version(), h1)), aws.mirror());

        // the static scan refuses such a tree before a pod exists; laid out past it, none of it would be looked at
        assertThat(((Delivery.Plan) delivery).lockFile()).contains(h1);
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void a_provider_that_the_stack_does_not_name_is_refused_though_the_image_holds_it() throws Exception {
        String more = POLICY.replace(
                "required_providers {\n",
                "required_providers {\n    random = { source = \"hashicorp/random\", version = \"3.7.2\" }\n");
        Path mirror = substitute("hashicorp/random", "3.7.2");
        link(mirror);

        Delivery delivery = planned(
                PlayedPod.stack(more + "resource \"random_id\" \"x\" { byte_length = 8 }"),
                lock(provider("hashicorp/aws", aws.version(), h1)),
                mirror);

        assertThat(((Delivery.Rejected) delivery).diagnostics()).isNotEmpty();
        assertThat(folder.resolve("ran")).doesNotExist();
    }

    @Test
    void a_missing_package_is_for_an_administrator() throws Exception {
        Delivery delivery =
                planned(PlayedPod.stack(POLICY), lock(provider("hashicorp/aws", "4.0.0", h1)), aws.mirror());

        assertThat(((Delivery.Stalled) delivery).why())
                .contains("hold no unpacked", "hashicorp/aws 4.0.0", "sign the stack again");
    }

    @Test
    void an_apply_with_another_lock_than_the_plans_changes_nothing() throws Exception {
        Map<String, byte[]> files = PlayedPod.stack(POLICY);
        Delivery.Plan plan =
                (Delivery.Plan) planned(files, lock(provider("hashicorp/aws", aws.version(), h1)), aws.mirror());
        String more = lock(provider("hashicorp/aws", aws.version(), h1), provider("hashicorp/random", "3.7.2", UNUSED));

        MemoryGate gate;
        try (PlayedPod pod = pod(RunKind.APPLY, assignment(files, Optional.of(plan.plan()), more), aws.mirror())) {
            pod.companion().render();
            pod.wrapper();
            gate = pod.gate;
        }

        assertThat(gate.stored).isEmpty();
        assertThat(gate.outcomes).noneMatch(ApplyOutcome.Applied.class::isInstance);
    }

    private Delivery planned(Map<String, byte[]> files, String lock, Path mirror) throws Exception {
        try (PlayedPod pod = pod(RunKind.PLAN, assignment(files, Optional.empty(), lock), mirror)) {
            pod.companion().wrapper();
            return pod.product();
        }
    }

    private String rendered(Delivery.Plan plan) throws Exception {
        Assignment given = assignment(Map.of(), Optional.of(plan.plan()), plan.lockFile());
        try (PlayedPod pod = pod(RunKind.RENDER, given, aws.mirror())) {
            assertThat(pod.companion().wrapper()).as(pod::log).isEqualTo(EngineRun.DONE);
            return new String(((Delivery.Rendered) pod.product()).json(), StandardCharsets.UTF_8);
        }
    }

    private MemoryGate applied(Map<String, byte[]> files, Delivery.Plan plan) throws Exception {
        Assignment given = assignment(files, Optional.of(plan.plan()), plan.lockFile());
        try (PlayedPod pod = pod(RunKind.APPLY, given, aws.mirror())) {
            assertThat(pod.companion().render()).as(pod::log).isEqualTo(EngineRun.DONE);
            assertThat(pod.wrapper()).as(pod::log).isEqualTo(EngineRun.DONE);
            return pod.gate;
        }
    }

    private Assignment assignment(Map<String, byte[]> files, Optional<byte[]> plan, String lock) {
        return new Assignment(
                engine.name().name(),
                engine.version(),
                engine.sha256(),
                "stacks/shop",
                files,
                PlayedPod.manifest(files),
                lock,
                Optional.empty(),
                plan,
                120);
    }

    /** Plan and apply work below the same absolute folder, each on volumes of its own. */
    private PlayedPod pod(RunKind kind, Assignment assignment, Path mirror) throws IOException {
        Path root = folder.resolve("pod");
        if (Files.exists(root)) {
            Files.move(root, folder.resolve("ended-" + System.nanoTime()));
        }
        PlayedPod pod = new PlayedPod(root, kind, assignment, new MemoryGate());
        Files.delete(pod.program());
        Files.createSymbolicLink(pod.program(), engine.binary());
        Files.createSymbolicLink(pod.paths.providers(), mirror);
        return pod;
    }

    /** A mirror that holds a program of this name which leaves a mark when it runs. */
    private Path substitute(String source, String version) throws IOException {
        Path mirror = folder.resolve("substitutes");
        Path program = program(mirror, source, version);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\ntouch " + folder.resolve("ran") + "\nexit 1\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return mirror;
    }

    private Path program(Path mirror, String source, String version) {
        return mirror.resolve(host())
                .resolve(source)
                .resolve(version)
                .resolve(aws.folder().getFileName())
                .resolve("terraform-provider-" + source.substring(source.indexOf('/') + 1) + "_v" + version + "_x5");
    }

    /** The real provider beside what a mirror holds already. */
    private void link(Path mirror) throws IOException {
        Path types = Files.createDirectories(mirror.resolve(host()).resolve("hashicorp"));
        Files.createSymbolicLink(types.resolve("aws"), aws.folder().getParent().getParent());
    }

    private String host() {
        return engine.name() == EngineName.Terraform ? "registry.terraform.io" : "registry.opentofu.org";
    }

    private String lock(ProviderSpec... providers) {
        StackSpec stack = new StackSpec();
        stack.engine = new EngineSpec();
        stack.engine.name = engine.name();
        stack.providers = List.of(providers);
        ProviderLock lock = StackLock.of("shop", stack);
        return lock.text();
    }

    private static ProviderSpec provider(String source, String version, String h1) {
        ProviderSpec provider = new ProviderSpec();
        provider.source = source;
        provider.version = version;
        provider.h1 = h1;
        return provider;
    }
}
