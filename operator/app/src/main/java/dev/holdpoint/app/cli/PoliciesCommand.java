package dev.holdpoint.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.holdpoint.app.policy.PolicyText;
import dev.holdpoint.app.policy.PolicyValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code policies}: the admission rules as YAML on standard output, ready for {@code kubectl apply --server-side -f -}. */
@Command(
        mixinStandardHelpOptions = true,
        description = "The admission policies as YAML. Without --values they hold placeholders and let nobody install.")
public final class PoliciesCommand implements Callable<Integer> {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Where rules can live. */
    enum Profile {
        api
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--profile", description = "${COMPLETION-CANDIDATES}: objects of the API (default: api)")
    private Profile profile = Profile.api;

    @Option(
            names = "--values",
            paramLabel = "FILE",
            description = "YAML with installers: [USER, …] and agents: [USER, …], exactly as the API server knows them")
    private Path values;

    /** The values file. */
    record Values(List<String> installers, List<String> agents) {
        PolicyValues read() {
            return new PolicyValues(
                    Optional.ofNullable(installers).orElse(List.of()),
                    Optional.ofNullable(agents).orElse(List.of()));
        }
    }

    @Override
    public Integer call() {
        String text = switch (profile) {
            case api -> PolicyText.yaml(values == null ? PolicyValues.PLACEHOLDERS : read());
        };
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
        return Exit.DONE;
    }

    private PolicyValues read() {
        try {
            return YAML.readValue(Files.readString(values), Values.class).read();
        } catch (ValueInstantiationException | IllegalArgumentException e) {
            throw wrong(e.getMessage());
        } catch (JsonProcessingException e) {
            throw wrong(e.getOriginalMessage());
        } catch (IOException e) {
            throw wrong("cannot be read: " + e.getMessage());
        }
    }

    private CommandLine.ParameterException wrong(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), "--values " + values + ": " + why);
    }
}
