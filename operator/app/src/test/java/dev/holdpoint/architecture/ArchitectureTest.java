package dev.holdpoint.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.holdpoint");
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("dev.holdpoint.planted");

    @Test
    void it_sees_the_code() {
        Set<String> packages =
                CODE.stream().map(type -> type.getPackageName().split("\\.")[2]).collect(Collectors.toSet());
        assertThat(packages).contains("api", "core", "app");
        assertThat(CODE).hasSizeGreaterThan(100);
    }

    @TestFactory
    Stream<DynamicTest> the_code_keeps() {
        return new ArchitectureRules("dev.holdpoint")
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(CODE)));
    }

    @TestFactory
    Stream<DynamicTest> each_rule_finds_its_planted_violation() {
        return new ArchitectureRules("dev.holdpoint.planted")
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(),
                                () -> assertThat(rule.getValue()
                                                .evaluate(PLANTED)
                                                .getFailureReport()
                                                .getDetails())
                                        .as("a planted violation of: %s", rule.getKey())
                                        .isNotEmpty()));
    }
}
