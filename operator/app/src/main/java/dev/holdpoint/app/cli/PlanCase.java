package dev.holdpoint.app.cli;

import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.PolicySpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.adapter.catalog.CatalogFiles;
import dev.holdpoint.app.adapter.engine.PlanJson;
import dev.holdpoint.app.adapter.engine.StateJson;
import dev.holdpoint.app.derive.Quorums;
import dev.holdpoint.app.derive.SettingsTerms;
import dev.holdpoint.app.review.Dossier;
import dev.holdpoint.app.review.Redactor;
import dev.holdpoint.app.review.Subject;
import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.plan.PlanReading;
import dev.holdpoint.core.plan.StateReading;
import dev.holdpoint.core.verdict.Case;
import dev.holdpoint.core.verdict.Checks;
import dev.holdpoint.core.verdict.Registered;
import dev.holdpoint.core.verdict.Terms;
import dev.holdpoint.core.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The plan and what it is judged by, as files on one machine: the options that {@code check} and {@code review} share. */
final class PlanCase {
    private static final int MOST_BYTES = 256 << 20;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    @Parameters(paramLabel = "PLAN.json", description = "output of show -json of a plan; - is standard input")
    private String plan;

    @Option(
            names = "--stack",
            paramLabel = "FILE",
            description = "the InfrastructureStack; without it production is assumed")
    private Path stack;

    @Option(names = "--policy", paramLabel = "FILE", description = "a ChangePolicy; may be given several times")
    private List<Path> policies = new ArrayList<>();

    @Option(names = "--guard", paramLabel = "FILE", description = "a DeletionGuard; may be given several times")
    private List<Path> guards = new ArrayList<>();

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "the registered state, as state pull prints it; without it state-lost is not judged")
    private Path state;

    @Option(
            names = "--change",
            paramLabel = "FILE",
            description =
                    "the InfrastructureChange with its declared intent; without it undeclared-effect is not judged")
    private Path change;

    /** Input that cannot be used: exit code 2. */
    static final class BadInput extends Exception {
        private static final long serialVersionUID = 1L;

        BadInput(String message) {
            super(message);
        }
    }

    /** Reads everything and judges it. */
    Dossier judge() throws BadInput {
        Optional<SpecFile<StackSpec>> stackFile =
                stack == null ? Optional.empty() : Optional.of(spec(stack, "InfrastructureStack", StackSpec.class));
        List<PolicySpec> policySpecs = new ArrayList<>();
        for (Path file : policies) {
            policySpecs.add(spec(file, "ChangePolicy", PolicySpec.class).spec());
        }
        Terms terms = SettingsTerms.of(
                stackFile.map(SpecFile::spec), policySpecs, guards(stackFile.map(SpecFile::name)), CatalogFiles.load());
        Case seen = Case.of(readPlan(), terms);
        if (state != null) {
            seen = seen.on(readState(), Optional.empty());
        }
        Optional<SpecFile<ChangeSpec>> changed = change == null ? Optional.empty() : Optional.of(changeFile());
        seen = seen.declaring(changed.map(file -> SettingsTerms.intent(Optional.ofNullable(file.spec().intent))));
        Redactor redactor = Redactor.of(seen.plan(), seen.secrets(), seen.known());
        Verdict verdict = redactor.verdict(Checks.judge(seen));
        return new Dossier(
                seen,
                verdict,
                Quorums.of(verdict.tier(), policySpecs),
                redactor,
                changed.map(PlanCase::subject),
                place(stackFile, terms),
                List.of());
    }

    private static String place(Optional<SpecFile<StackSpec>> stack, Terms terms) {
        return stack.map(file ->
                        "Stack " + file.name() + " (" + (terms.production() ? "production" : "not production") + "). ")
                .orElse("No stack was given, so production is assumed. ");
    }

    private SpecFile<ChangeSpec> changeFile() throws BadInput {
        SpecFile<ChangeSpec> file = spec(change, "InfrastructureChange", ChangeSpec.class);
        boolean named = NAME.matcher(file.name()).matches()
                && (file.namespace().isEmpty() || NAME.matcher(file.namespace()).matches());
        if (!named || file.spec().title == null || file.spec().reasoning == null || file.spec().requester == null) {
            throw new BadInput(change + " holds a change without a proper name, title, reasoning or requester");
        }
        return file;
    }

    private static Subject subject(SpecFile<ChangeSpec> file) {
        String namespace = file.namespace().isEmpty() ? "default" : file.namespace();
        return new Subject(
                namespace,
                file.name(),
                1,
                file.spec().title,
                file.spec().reasoning,
                file.spec().requester,
                "holdpoint/" + namespace + "/" + file.name());
    }

    private Map<String, GuardSpec> guards(Optional<String> stackName) throws BadInput {
        Map<String, GuardSpec> all = new TreeMap<>();
        for (Path file : guards) {
            SpecFile<GuardSpec> guard = spec(file, "DeletionGuard", GuardSpec.class);
            if (stackName.isPresent() && !stackName.get().equals(guard.spec().stack)) {
                throw new BadInput(file + " guards the stack " + guard.spec().stack + ", not " + stackName.get());
            }
            all.put(guard.name(), guard.spec());
        }
        return all;
    }

    private Plan readPlan() throws BadInput {
        return switch (PlanJson.read(plan.equals("-") ? standardInput() : bytes(Path.of(plan)))) {
            case PlanReading.Sound(var read) -> read;
            case PlanReading.Unreadable(var where, var why) ->
                throw new BadInput("the plan " + plan + " cannot be read (" + where + "): " + why);
        };
    }

    private Registered readState() throws BadInput {
        return switch (StateJson.read(bytes(state))) {
            case StateReading.Sound(var read) ->
                new Registered.At(read, !read.managed().isEmpty());
            case StateReading.Unreadable(var where, var why) ->
                throw new BadInput("the state " + state + " cannot be read (" + where + "): " + why);
        };
    }

    private static <T> SpecFile<T> spec(Path file, String kind, Class<T> type) throws BadInput {
        return SpecFile.read(new String(bytes(file), StandardCharsets.UTF_8), kind, type)
                .orElseThrow(() -> new BadInput(file + " holds no " + kind + " of holdpoint.dev/v1alpha1"));
    }

    private static byte[] bytes(Path file) throws BadInput {
        try (InputStream in = Files.newInputStream(file)) {
            return all(in, file.toString());
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e.getClass().getSimpleName());
        }
    }

    private static byte[] standardInput() throws BadInput {
        try {
            return all(System.in, "standard input");
        } catch (IOException e) {
            throw new BadInput("cannot read standard input: " + e.getMessage());
        }
    }

    private static byte[] all(InputStream in, String name) throws IOException, BadInput {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new BadInput(name + " has more than " + MOST_BYTES + " bytes");
        }
        return bytes;
    }
}
