package dev.holdpoint.e2e.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.e2e.cluster.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The last lines of `./holdpoint test` say why it failed to somebody who sees nothing else. */
class TestSummaryTest {
    private static final Path SOURCE = Path.of(System.getProperty("holdpoint.root", "."))
            .resolve("e2e/src/main/java/dev/holdpoint/e2e/dev/TestSummary.java");
    private static final String FORMAT = """
            [INFO] BUILD FAILURE
            [ERROR] Failed to execute goal com.diffplug.spotless:spotless-maven-plugin:3.2.1:check (format) on project holdpoint-e2e: The following files had format violations:
            [ERROR]     src/test/java/dev/holdpoint/e2e/cluster/DaemonsTest.java
            [ERROR] Run 'mvn spotless:apply' to fix these violations.
            [ERROR] -> [Help 1]
            [ERROR] To see the full stack trace of the errors, re-run Maven with the -e switch.
            """;
    private static final String TESTS = """
            [ERROR] Failed to execute goal org.apache.maven.plugins:maven-surefire-plugin:3.5.6:test (default-test) on project holdpoint-core: There are test failures.
            [ERROR] -> [Help 1]
            """;

    @TempDir
    private Path root;

    @Test
    void a_build_that_failed_after_its_tests_is_told_in_mavens_words() throws IOException {
        report("<testcase name='holds' classname='a.B'/>");
        log(FORMAT);

        assertThat(summed("1"))
                .contains("failed: the build itself: Failed to execute goal com.diffplug.spotless", "DaemonsTest.java")
                .contains("mvn spotless:apply")
                .doesNotContain("full stack trace")
                .contains("1 passed, 1 failed, 0 skipped");
    }

    @Test
    void failing_tests_are_told_by_their_names_and_other_failures_beside_them() throws IOException {
        report("<testcase name='breaks' classname='a.B'><failure>no</failure></testcase>");
        log(TESTS + FORMAT);

        assertThat(summed("1"))
                .contains(
                        "failed: a.B.breaks", "failed: the build itself: Failed to execute goal com.diffplug.spotless")
                .doesNotContain("maven-surefire-plugin")
                .contains("0 passed, 2 failed, 0 skipped");
    }

    @Test
    void a_failure_that_nobody_explained_still_fails() throws IOException {
        report("<testcase name='holds' classname='a.B'/>");

        assertThat(summed("137")).contains("Maven ended with 137 and its log does not say why", "1 passed, 1 failed");
    }

    private String summed(String status) {
        Command.Result result = Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        SOURCE.toString(),
                        root.toString(),
                        status)
                .attempt();
        assertThat(result.ok()).isFalse();
        return result.output();
    }

    private void log(String words) throws IOException {
        Files.writeString(Files.createDirectories(root.resolve("target")).resolve("test.log"), words);
    }

    private void report(String tests) throws IOException {
        Files.writeString(
                Files.createDirectories(root.resolve("a/target/surefire-reports"))
                        .resolve("TEST-a.B.xml"),
                "<testsuite>" + tests + "</testsuite>");
    }
}
