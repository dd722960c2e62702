package dev.holdpoint.app.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdpoint.api.CloudSpec;
import dev.holdpoint.api.CloudVariable;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.Stalled;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEnvironmentTest {
    private final StackSpec stack = new StackSpec();

    @Test
    void a_plan_reads_with_one_role_and_an_apply_writes_with_another() {
        cloud().plan = List.of(variable("AWS_ROLE_ARN", "reader"));
        stack.cloud.apply = List.of(variable("AWS_ROLE_ARN", "writer"));

        assertThat(CloudEnvironment.of("shop", RunKind.PLAN, stack)).isEqualTo(Map.of("AWS_ROLE_ARN", "reader"));
        assertThat(CloudEnvironment.of("shop", RunKind.APPLY, stack)).isEqualTo(Map.of("AWS_ROLE_ARN", "writer"));
    }

    @Test
    void rendering_reaches_no_cloud() {
        cloud().plan = List.of(variable("AWS_REGION", "eu-central-1"));
        stack.cloud.tokenAudience = "sts.amazonaws.com";

        assertThat(CloudEnvironment.of("shop", RunKind.RENDER, stack)).isEmpty();
        assertThat(CloudEnvironment.audience("shop", RunKind.RENDER, stack)).isEmpty();
        assertThat(CloudEnvironment.audience("shop", RunKind.PLAN, stack)).contains("sts.amazonaws.com");
    }

    @Test
    void a_stack_that_says_nothing_gives_its_runs_nothing() {
        assertThat(CloudEnvironment.of("shop", RunKind.APPLY, stack)).isEmpty();
        assertThat(CloudEnvironment.audience("shop", RunKind.APPLY, stack)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH",
                "LD_PRELOAD",
                "TF_HTTP_ADDRESS",
                "TF_CLI_ARGS_plan",
                "HTTPS_PROXY",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_ACCESS_KEY_ID",
                "AWS_SESSION_TOKEN",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "GOOGLE_OAUTH_ACCESS_TOKEN",
                "ARM_SAS_TOKEN",
                "ARM_CLIENT_SECRET",
                "ARM_OIDC_TOKEN",
                "GOOGLE_CREDENTIALS",
                "AWS_X\nTF_LOG"
            })
    void what_is_no_setting_of_a_clouds_client_or_is_a_secret_stalls_the_stack(String name) {
        cloud().apply = List.of(variable(name, "x"));

        assertThatThrownBy(() -> CloudEnvironment.of("shop", RunKind.APPLY, stack))
                .isInstanceOf(Stalled.class)
                .hasMessageContaining("shop");
    }

    @Test
    void a_file_that_holds_the_token_is_no_secret() {
        cloud().apply = List.of(
                variable("AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/holdpoint-cloud/token"),
                variable("ARM_OIDC_TOKEN_FILE_PATH", "/var/run/holdpoint-cloud/token"));

        assertThat(CloudEnvironment.of("shop", RunKind.APPLY, stack)).hasSize(2);
    }

    @Test
    void a_value_of_two_lines_or_a_name_that_is_there_twice_stalls_the_stack() {
        cloud().apply = List.of(variable("AWS_REGION", "x\ncloud.AWS_PROFILE=y"));
        assertThatThrownBy(() -> CloudEnvironment.of("shop", RunKind.APPLY, stack))
                .isInstanceOf(Stalled.class);

        cloud().apply = List.of(variable("AWS_REGION", "a"), variable("AWS_REGION", "b"));
        assertThatThrownBy(() -> CloudEnvironment.of("shop", RunKind.APPLY, stack))
                .isInstanceOf(Stalled.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://kubernetes.default.svc.cluster.local",
                "kubernetes.default.svc",
                "holdpoint-handover",
                "",
                "sts.amazonaws.com.example.org",
                "vault"
            })
    void a_token_that_somebody_else_than_a_cloud_might_take_is_never_made(String audience) {
        cloud().tokenAudience = audience;

        assertThatThrownBy(() -> CloudEnvironment.audience("shop", RunKind.PLAN, stack))
                .isInstanceOf(Stalled.class);
    }

    private CloudSpec cloud() {
        stack.cloud = new CloudSpec();
        return stack.cloud;
    }

    private static CloudVariable variable(String name, String value) {
        CloudVariable variable = new CloudVariable();
        variable.name = name;
        variable.value = value;
        return variable;
    }
}
