package dev.holdpoint.app.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** HashiCorp's own parser of HCL, compiled to WebAssembly (npm: @cdktf/hcl2json), in a process that answers lines. */
final class HclOracle implements AutoCloseable {
    private static final String PACKAGE = "@cdktf/hcl2json@0.21.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader answers;
    private final BufferedWriter questions;

    private HclOracle(Process process) {
        this.process = process;
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** The oracle; empty where npm or its registry is out of reach. */
    static Optional<HclOracle> start() throws IOException, InterruptedException {
        Path folder = cache().resolve("tools/hcl2json-0.21.0");
        Path script = Path.of(System.getProperty("holdpoint.root"), "operator/app/src/test/resources/scan/oracle.mjs");
        if (!Files.isDirectory(folder.resolve("node_modules/@cdktf/hcl2json")) && !install(folder)) {
            return Optional.empty();
        }
        return Optional.of(new HclOracle(new ProcessBuilder("node", script.toString(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()));
    }

    private static Path cache() {
        String named = System.getenv("HOLDPOINT_CACHE");
        return named == null ? Path.of(System.getProperty("user.home"), ".cache/holdpoint") : Path.of(named);
    }

    private static boolean install(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), "{\"private\": true}\n");
        try {
            Process npm = new ProcessBuilder("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("npm.log").toFile())
                    .start();
            if (!npm.waitFor(120, TimeUnit.SECONDS)) {
                npm.destroyForcibly();
                return false;
            }
            return npm.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** What the parser answers: {@code body}, {@code refused}, or {@code unable} when it has no opinion. */
    synchronized JsonNode parse(String text) {
        try {
            questions.write(JSON.writeValueAsString(text));
            questions.newLine();
            questions.flush();
            String line = answers.readLine();
            if (line == null) {
                throw new AssertionError("the oracle has died");
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the oracle does not answer", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
