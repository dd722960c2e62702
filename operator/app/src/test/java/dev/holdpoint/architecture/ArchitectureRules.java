package dev.holdpoint.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules of the architecture, over any root package, so that they can also be run over planted violations. */
final class ArchitectureRules {
    /** Left to right as data flows; imports point left. */
    private static final List<String> STAGES =
            List.of("digest", "intake", "change", "scan", "plan", "verdict", "approval", "apply", "record", "flow");

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("core depends on the JDK alone", coreOnJdk());
        rules.put("core is pure", corePure());
        rules.put("stages point left", stagesPointLeft());
        rules.put("api is data", apiIsData());
        rules.put("only wiring and commands name an adapter", adaptersAreNamedByWiring());
        rules.put("adapters do not know each other's callers", adaptersPointInward());
        rules.put("JGit has one home", home("org.eclipse.jgit..", "adapter.git..", "cli..", "main.."));
        rules.put("picocli has one home", home("picocli..", "cli..", "main.."));
        rules.put("the operator SDK has one home", home("io.javaoperatorsdk..", "reconcile..", "main.."));
        rules.put("no cycles", noCycles());
        rules.put("no names that say nothing", names());
        return rules;
    }

    private ArchRule coreOnJdk() {
        return classes()
                .that()
                .resideInAPackage(root + ".core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.crypto..", root + ".core..");
    }

    private ArchRule corePure() {
        Set<String> forbidden = Set.of(
                "java.time.Instant.now",
                "java.time.Clock.systemUTC",
                "java.time.LocalDate.now",
                "java.time.LocalDateTime.now",
                "java.time.ZonedDateTime.now",
                "java.lang.System.currentTimeMillis",
                "java.lang.System.nanoTime",
                "java.lang.System.getenv",
                "java.lang.System.getProperty",
                "java.lang.Math.random",
                "java.util.UUID.randomUUID",
                "java.lang.Thread.sleep");
        DescribedPredicate<JavaClass> world = DescribedPredicate.describe(
                "files, sockets, threads, processes or random numbers",
                type -> type.getPackageName().startsWith("java.nio.file")
                        || type.getPackageName().startsWith("java.net")
                        || type.getPackageName().startsWith("java.util.concurrent")
                        || Set.of(
                                        "java.io.File",
                                        "java.io.FileInputStream",
                                        "java.io.FileOutputStream",
                                        "java.util.Random",
                                        "java.security.SecureRandom",
                                        "java.lang.ProcessBuilder",
                                        "java.lang.Runtime",
                                        "java.lang.Thread")
                                .contains(type.getName()));
        return noClasses()
                .that()
                .resideInAPackage(root + ".core..")
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "clock, chance, environment or sleep",
                        access -> forbidden.contains(access.getTargetOwner().getName() + "."
                                + access.getTarget().getName())))
                .orShould()
                .dependOnClassesThat(world);
    }

    private ArchRule stagesPointLeft() {
        return classes()
                .that()
                .resideInAPackage(root + ".core..")
                .should(new PointsLeft(root + ".core", STAGES))
                .as("imports of core's stages point left: " + STAGES);
    }

    private ArchRule apiIsData() {
        return classes()
                .that()
                .resideInAPackage(root + ".api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        root + ".api..",
                        "io.fabric8.kubernetes.api.model..",
                        "io.fabric8.kubernetes.client",
                        "io.fabric8.kubernetes.model.annotation..",
                        "io.fabric8.generator.annotation..",
                        "io.fabric8.crd.generator.annotation..",
                        "com.fasterxml.jackson.annotation..");
    }

    private ArchRule adaptersAreNamedByWiring() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".app..")
                .and()
                .resideOutsideOfPackages(root + ".app.adapter..", root + ".app.main..", root + ".app.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".app.adapter..");
    }

    private ArchRule adaptersPointInward() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".app.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(root + ".app.reconcile..", root + ".app.main..", root + ".app.cli..");
    }

    private ArchRule home(String library, String... homes) {
        List<String> packages = new ArrayList<>();
        for (String home : homes) {
            packages.add(root + ".app." + home);
        }
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackages(packages.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private ArchRule noCycles() {
        return slices().matching(root + ".(*).(*)..").should().beFreeOfCycles();
    }

    private ArchRule names() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)(\\$.*)?")
                .orShould()
                .haveSimpleNameStartingWith("Abstract");
    }
}
