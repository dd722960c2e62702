package dev.holdpoint.e2e.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.e2e.cluster.BareCluster;
import dev.holdpoint.e2e.cluster.ClusterExtension;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.GoTool;
import dev.holdpoint.e2e.cluster.GoTools;
import dev.holdpoint.e2e.cluster.Progress;
import dev.holdpoint.e2e.cluster.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the README says about Helm, word for word, on an API server where nothing was before. */
class HelmInstallTest {
    private BareCluster bare;
    private Path helm;
    private Kubectl admin;

    @BeforeEach
    void start() {
        ClusterExtension.trouble(false).ifPresent(why -> assumeTrue(false, why));
        bare = BareCluster.start();
        helm = new GoTools(bare.root(), bare.cache(), new Progress(System.err, bare.cache())).binary(GoTool.HELM);
        admin = new Kubectl(bare.cluster().kubectl(), bare.cluster().adminKubeconfig());
    }

    @AfterEach
    void stop() {
        if (bare != null) {
            bare.close();
        }
    }

    private Command helm(String... words) {
        List<String> all = new ArrayList<>(List.of(helm.toString()));
        all.addAll(List.of(words));
        return Command.of(all)
                .with("KUBECONFIG", bare.cluster().kubeconfig(Release.INSTALLER).toString())
                .with("HELM_DRIVER", "configmap")
                .within(Duration.ofMinutes(2));
    }

    private Command chart(String verb, String digest) {
        return helm(
                verb,
                "holdpoint",
                bare.root().resolve("charts/holdpoint").toString(),
                "--namespace",
                "holdpoint-release",
                "--set",
                "image=holdpoint@sha256:" + digest.repeat(64),
                "--set",
                "rosterPin=" + "a".repeat(64),
                "--set",
                "installers={" + Release.INSTALLER.user() + "}");
    }

    @Test
    void the_installer_installs_and_upgrades_and_cannot_take_anything_away() {
        assertThat(chart("install", "1").attempt().ok())
                .as("before an administrator permits it")
                .isFalse();

        admin.applyKustomization(bare.root().resolve("manifests/installer"));
        chart("install", "1").run();
        assertThat(image()).endsWith("1".repeat(64));
        assertThat(policies()).contains("holdpoint-a1", "holdpoint-t1");
        guards();

        chart("upgrade", "2").run();
        assertThat(image()).endsWith("2".repeat(64));
        assertThat(helm("list", "--namespace", "holdpoint-release").run()).contains("holdpoint", "deployed");

        String before = policies();
        assertThat(helm("uninstall", "holdpoint", "--namespace", "holdpoint-release")
                        .attempt()
                        .ok())
                .isFalse();
        assertThat(policies()).isEqualTo(before);
        guards();
    }

    private String image() {
        return admin.attempt(
                        "get",
                        "deployment",
                        "-n",
                        "holdpoint-system",
                        "operator",
                        "-o",
                        "jsonpath={.spec.template.spec.containers[0].image}")
                .output()
                .strip();
    }

    private String policies() {
        return admin.attempt("get", "validatingadmissionpolicies,validatingadmissionpolicybindings", "-o", "name")
                .output();
    }

    /** Not even an administrator deletes the states by deleting their namespace. */
    private void guards() {
        Wait.until(
                "the rules are in force",
                Duration.ofSeconds(30),
                () -> admin.attempt("delete", "namespace", "holdpoint-state", "--dry-run=server")
                        .output()
                        .contains("holdpoint-n1"));
    }
}
