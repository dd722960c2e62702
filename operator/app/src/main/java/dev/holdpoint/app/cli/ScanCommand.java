package dev.holdpoint.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.scan.StaticScan;
import dev.holdpoint.core.change.EditFinding;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.scan.ScanFinding;
import dev.holdpoint.core.scan.ScanReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scan DIR}: the static scan of a configuration, before any code of it runs. */
@Command(
        mixinStandardHelpOptions = true,
        description = {
            "Reads the configuration in a stack's folder and says what of it may not be planned, without running any of it.",
            "Exit 0 when it may be planned, 4 when not."
        })
public final class ScanCommand implements Callable<Integer> {
    /** How results are printed. */
    enum Output {
        text,
        json
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "the folder of the root module")
    private Path folder;

    @Option(
            names = "--stack",
            paramLabel = "FILE",
            description = "the InfrastructureStack as in the cluster; without it nothing is permitted,"
                    + " and providers are not compared with a list")
    private Path stack;

    @Option(names = "-o", paramLabel = "text|json", description = "format of the result (default: ${DEFAULT-VALUE})")
    private Output output = Output.text;

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CommandLine.ParameterException(spec.commandLine(), folder + " is no folder");
        }
        ScanReport report = scan(FolderTree.read(folder.toRealPath()));
        switch (output) {
            case text -> printText(report);
            case json -> printJson(report);
        }
        spec.commandLine().getOut().flush();
        return report.isClean() ? Exit.DONE : Exit.REFUSED;
    }

    private ScanReport scan(Tree.Reading reading) throws IOException {
        return switch (reading) {
            case Tree.Reading.Refused(List<EditFinding> findings) ->
                new ScanReport(
                        findings.stream()
                                .map(f -> new ScanFinding(
                                        f.rule(), f.path(), 0, f.saw(), f.remedy(), ScanFinding.Weight.REFUSE))
                                .toList(),
                        List.of(),
                        List.of());
            case Tree.Reading.Sound(Tree tree) ->
                stack == null ? StaticScan.withoutStack(tree) : StaticScan.of(tree, stackSpec());
        };
    }

    /** The folder is the root module itself, wherever the stack has it in its repository. */
    private StackSpec stackSpec() throws IOException {
        if (!Files.isRegularFile(stack, LinkOption.NOFOLLOW_LINKS)) {
            throw new CommandLine.ParameterException(spec.commandLine(), stack + " is no file");
        }
        StackSpec read = StackFile.read(Files.readString(stack))
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), stack + " holds no InfrastructureStack of holdpoint.dev/v1alpha1"));
        read.path = "";
        return read;
    }

    private void printText(ScanReport report) {
        PrintWriter out = spec.commandLine().getOut();
        report.refused().forEach(f -> out.println("refused    " + f.text()));
        report.permitted().forEach(f -> out.println("permitted  " + f.text()));
        report.recorded().forEach(f -> out.println("recorded   " + f.text()));
        out.println(
                report.isClean()
                        ? "may be planned"
                        : "refused: " + report.refused().size() + " finding(s)");
    }

    private void printJson(ScanReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("format", "holdpoint.dev/scan/v1");
            json.writeStringField("verdict", report.isClean() ? "clean" : "refused");
            write(json, "refused", report.refused());
            write(json, "permitted", report.permitted());
            write(json, "recorded", report.recorded());
            json.writeEndObject();
        }
        spec.commandLine().getOut().println(text);
    }

    private static void write(JsonGenerator json, String name, List<ScanFinding> findings) throws IOException {
        json.writeArrayFieldStart(name);
        for (ScanFinding finding : findings) {
            json.writeStartObject();
            json.writeStringField("rule", finding.rule());
            json.writeStringField("file", finding.file());
            json.writeNumberField("line", finding.line());
            json.writeStringField("saw", finding.saw());
            json.writeStringField("remedy", finding.remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
