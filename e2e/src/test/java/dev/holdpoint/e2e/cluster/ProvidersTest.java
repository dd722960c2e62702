package dev.holdpoint.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ProvidersTest {
    @TempDir
    Path folder;

    private Providers providers() {
        Cache cache = new Cache(folder);
        return new Providers(
                folder, cache, new Progress(new PrintStream(OutputStream.nullOutputStream(), false), cache));
    }

    private static Optional<String> trouble() {
        return ContainerEngine.trouble(K3sCluster.IMAGE);
    }

    @Test
    void whoever_asks_for_k3s_where_it_cannot_run_hears_which_condition_failed() {
        Optional<String> trouble = trouble();
        assumeTrue(trouble.isPresent(), "k3s can run here");
        assertThatThrownBy(() -> providers().cluster("x", Providers.Choice.K3S))
                .isInstanceOf(ClusterTrouble.class)
                .hasMessage("k3s cannot run here: " + trouble.get());
    }

    @Test
    void the_choice_is_obeyed_and_kept_until_the_cluster_is_stopped() {
        assertThat(providers().cluster("x", Providers.Choice.NATIVE).provider()).isEqualTo("native");
        assertThat(providers().running("x").provider()).isEqualTo("native");
        assertThatThrownBy(() -> providers().cluster("x", Providers.Choice.K3S))
                .isInstanceOf(ClusterTrouble.class)
                .hasMessageContaining("provided by native");
    }

    @Test
    void a_person_types_native_or_k3s() {
        var line = new CommandLine(new Words());
        line.parseArgs("--cluster=native");
        assertThat(line.<Words>getCommand().choice).isEqualTo(Providers.Choice.NATIVE);
        line.parseArgs("--cluster=k3s");
        assertThat(line.<Words>getCommand().choice).isEqualTo(Providers.Choice.K3S);
    }

    private static final class Words {
        @CommandLine.Option(names = "--cluster")
        private Providers.Choice choice;
    }

    /** Skipped, with the condition that failed, wherever there is no privileged container engine. */
    @Test
    void k3s_serves_a_client_certificate_that_its_own_authority_signed() {
        trouble().ifPresent(why -> assumeTrue(false, why));
        LocalCluster cluster =
                providers().cluster("k3s-test-" + ProcessHandle.current().pid(), Providers.Choice.K3S);
        try {
            cluster.up();
            assertThat(Command.of("docker", "version").attempt().ok()).isTrue();
            assertThat(cluster.status().running()).isTrue();
            assertThat(cluster.kubeconfig(ClientIdentity.of("ada", "system:masters")))
                    .isRegularFile();
        } finally {
            cluster.down();
        }
    }
}
