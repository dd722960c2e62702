package dev.holdpoint.app.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.CloudSpec;
import dev.holdpoint.api.ProviderSpec;
import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.Stalled;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunJobTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("holdpoint.root", "../..")).resolve("operator/app/src/test/resources/run-jobs");

    private final RunJob jobs = new RunJob(Orders.INSTALLATION, Orders.DESK);

    @ParameterizedTest
    @EnumSource(RunKind.class)
    void the_committed_jobs_are_what_is_started(RunKind kind) throws IOException {
        String job = "# Generated. After a change: mvn -pl operator/app -am test -Dtest=RunJobTest -Dholdpoint.write\n"
                + Serialization.asYaml(jobs.of(Orders.order(kind)));
        Path file = GOLDEN.resolve(kind.word() + ".yaml");
        if (System.getProperty("holdpoint.write") != null) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, job);
        }
        assertThat(job).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @EnumSource(RunKind.class)
    void a_token_is_mounted_by_the_companion_alone(RunKind kind) {
        PodSpec pod = pod(kind);
        Set<String> secret = pod.getVolumes().stream()
                .filter(volume -> volume.getProjected() != null || volume.getSecret() != null)
                .map(Volume::getName)
                .collect(Collectors.toSet());
        assertThat(secret).isNotEmpty();
        assertThat(containers(pod)
                        .filter(c -> c.getVolumeMounts().stream()
                                .map(VolumeMount::getName)
                                .anyMatch(secret::contains)))
                .extracting(Container::getName)
                .containsExactly("companion");
    }

    @ParameterizedTest
    @EnumSource(RunKind.class)
    void nothing_but_the_companion_has_an_environment(RunKind kind) {
        assertThat(containers(pod(kind)).filter(c -> !c.getEnv().isEmpty()))
                .extracting(Container::getName)
                .containsExactly("companion");
    }

    /** Whatever agents push: what must survive a restart of the companion lies elsewhere. */
    @Test
    void git_objects_of_an_apply_take_no_place_of_its_state_and_the_companion_may_fill_all_its_volumes() {
        PodSpec pod = pod(RunKind.APPLY);
        Volume objects = pod.getVolumes().stream()
                .filter(volume -> volume.getName().equals("git-objects"))
                .findFirst()
                .orElseThrow();
        assertThat(objects.getEmptyDir().getMedium()).isNull();
        assertThat(containers(pod)
                        .filter(c -> c.getVolumeMounts().stream()
                                .anyMatch(m -> m.getName().equals("git-objects"))))
                .extracting(Container::getName)
                .containsExactly("companion");
        long volumes = container(pod, "companion").getVolumeMounts().stream()
                .flatMap(mount -> pod.getVolumes().stream()
                        .filter(volume -> volume.getName().equals(mount.getName())))
                .filter(volume -> volume.getEmptyDir() != null
                        && "Memory".equals(volume.getEmptyDir().getMedium())
                        && !volume.getName().equals("work"))
                .mapToLong(
                        volume -> Quantity.getAmountInBytes(volume.getEmptyDir().getSizeLimit())
                                .longValue())
                .sum();
        long limit = Quantity.getAmountInBytes(
                        container(pod, "companion").getResources().getLimits().get("memory"))
                .longValue();
        assertThat(limit - volumes).isGreaterThanOrEqualTo(700L << 20);
    }

    @Test
    void an_apply_is_never_ended_by_a_deadline() {
        assertThat(jobs.of(Orders.order(RunKind.APPLY)).getSpec().getActiveDeadlineSeconds())
                .isNull();
    }

    @Test
    void a_plan_that_hangs_is_ended() {
        assertThat(jobs.of(Orders.order(RunKind.PLAN)).getSpec().getActiveDeadlineSeconds())
                .isEqualTo(240L);
    }

    @Test
    void a_render_runs_under_the_account_that_may_do_nothing() {
        assertThat(pod(RunKind.RENDER).getServiceAccountName()).isEqualTo("render");
    }

    @Test
    void the_same_run_has_the_same_name_and_the_next_attempt_another() {
        String first = RunPlaces.job(RunKind.PLAN, Desk.OPERATOR, "uid", 1, 1);
        assertThat(first).isEqualTo(RunPlaces.job(RunKind.PLAN, Desk.OPERATOR, "uid", 1, 1));
        assertThat(Stream.of(
                        first,
                        RunPlaces.job(RunKind.PLAN, Desk.OPERATOR, "uid", 1, 2),
                        RunPlaces.job(RunKind.PLAN, Desk.OPERATOR, "uid", 2, 1),
                        RunPlaces.job(RunKind.RENDER, Desk.OPERATOR, "uid", 1, 1),
                        RunPlaces.job(RunKind.RENDER, Desk.ATTESTOR, "uid", 1, 1)))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.length() <= 57, "leaves room for the pod's suffix");
    }

    @Test
    void another_role_than_the_desks_starts_nothing_here() {
        RunJob attestor =
                new RunJob(Orders.INSTALLATION, new Desk(Desk.ATTESTOR, Orders.DESK.address(), Orders.DESK.pin()));
        RunOrder order = Orders.order(RunKind.PLAN);
        assertThatThrownBy(() -> attestor.of(order)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_provider_without_an_image_is_for_an_administrator() {
        RunOrder order = Orders.order(RunKind.PLAN);
        ProviderSpec provider = new ProviderSpec();
        provider.source = "hashicorp/aws";
        order.spec().providers = List.of(provider);
        assertThatThrownBy(() -> jobs.of(order)).isInstanceOf(Stalled.class).hasMessageContaining("hashicorp/aws");
    }

    @Test
    void a_providers_image_fills_a_volume_that_the_engine_can_only_read_and_gets_nothing_else() {
        RunOrder order = Orders.order(RunKind.PLAN);
        order.spec().providers = List.of(provider());
        PodSpec pod = jobs.of(order).getSpec().getTemplate().getSpec();

        Container bringer = container(pod, "provider-0");
        assertThat(bringer.getImage()).isEqualTo(order.spec().providers.getFirst().image);
        assertThat(bringer.getEnv()).isEmpty();
        assertThat(bringer.getVolumeMounts()).extracting(VolumeMount::getName).containsExactly("providers");
        assertThat(container(pod, "engine-run").getVolumeMounts())
                .filteredOn(mount -> mount.getName().equals("providers"))
                .singleElement()
                .satisfies(mount -> assertThat(mount.getReadOnly()).isTrue());
        assertThat(container(pod, "engine-run").getResources().getRequests().get("memory"))
                .hasToString("1024Mi");
    }

    @Test
    void a_stack_says_how_much_memory_its_engine_may_take() {
        RunOrder order = Orders.order(RunKind.APPLY);
        order.spec().providers = List.of(provider());
        order.spec().limits.engineMemoryMiB = 800;
        PodSpec pod = jobs.of(order).getSpec().getTemplate().getSpec();

        for (String name : List.of("render", "engine-run")) {
            assertThat(container(pod, name).getResources().getLimits().get("memory"))
                    .hasToString("800Mi");
            assertThat(container(pod, name).getResources().getRequests().get("memory"))
                    .hasToString("800Mi");
        }
    }

    @ParameterizedTest
    @EnumSource(RunKind.class)
    void the_clouds_token_is_for_the_engine_that_plans_or_applies_and_for_the_cloud_alone(RunKind kind) {
        RunOrder order = Orders.order(kind);
        order.spec().cloud = new CloudSpec();
        order.spec().cloud.tokenAudience = "sts.amazonaws.com";
        PodSpec pod = jobs.of(order).getSpec().getTemplate().getSpec();

        Set<String> holders = containers(pod)
                .filter(one ->
                        one.getVolumeMounts().stream().anyMatch(m -> m.getName().equals("cloud-token")))
                .map(Container::getName)
                .collect(Collectors.toSet());
        assertThat(holders).isEqualTo(kind == RunKind.RENDER ? Set.of() : Set.of("engine-run"));
        assertThat(pod.getVolumes())
                .filteredOn(volume -> volume.getName().equals("cloud-token"))
                .allSatisfy(volume -> assertThat(volume.getProjected().getSources())
                        .singleElement()
                        .satisfies(source -> assertThat(
                                        source.getServiceAccountToken().getAudience())
                                .isEqualTo("sts.amazonaws.com")));
    }

    private static ProviderSpec provider() {
        ProviderSpec provider = new ProviderSpec();
        provider.source = "hashicorp/aws";
        provider.image =
                "registry.example/aws@sha256:" + Orders.digest("a provider").hex();
        return provider;
    }

    private static Container container(PodSpec pod, String name) {
        return containers(pod)
                .filter(one -> one.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private PodSpec pod(RunKind kind) {
        return jobs.of(Orders.order(kind)).getSpec().getTemplate().getSpec();
    }

    private static Stream<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
    }
}
