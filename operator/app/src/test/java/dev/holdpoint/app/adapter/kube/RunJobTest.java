package dev.holdpoint.app.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.ProviderSpec;
import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.app.port.Stalled;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
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

    private PodSpec pod(RunKind kind) {
        return jobs.of(Orders.order(kind)).getSpec().getTemplate().getSpec();
    }

    private static Stream<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream());
    }
}
