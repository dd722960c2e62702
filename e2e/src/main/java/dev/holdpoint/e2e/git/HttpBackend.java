package dev.holdpoint.e2e.git;

import com.sun.net.httpserver.HttpExchange;
import dev.holdpoint.e2e.cluster.Command;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code git http-backend} as a CGI program (RFC 3875): an argument vector, and an environment made from nothing. */
final class HttpBackend {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MAX_HEADER = 8192;

    private final Path program;
    private final GitSite site;

    HttpBackend(GitSite site) {
        this.site = site;
        this.program = Path.of(Command.of("git", "--exec-path").run().strip()).resolve("git-http-backend");
    }

    /**
     * What is asked.
     *
     * @param path {@code /NAME.git/…}, checked
     * @param body decoded
     */
    record Request(String method, String path, String query, String contentType, String protocol, byte[] body) {}

    /** Runs it and passes its answer on. */
    void answer(Request request, String user, HttpExchange exchange) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString())
                .directory(site.folder().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(environment(request, user));
        Process process = builder.start();
        Thread.ofVirtual().start(() -> feed(process, request.body()));
        try (InputStream out = new BufferedInputStream(process.getInputStream())) {
            pass(out, exchange);
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("git http-backend does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private Map<String, String> environment(Request request, String user) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", site.folder().toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_PROJECT_ROOT", site.folder().toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("HOLDPOINT_BASE_BRANCH", site.baseBranch());
        environment.put("REQUEST_METHOD", request.method());
        environment.put("PATH_INFO", request.path());
        environment.put("QUERY_STRING", request.query());
        environment.put("CONTENT_TYPE", request.contentType());
        environment.put("CONTENT_LENGTH", Integer.toString(request.body().length));
        environment.put("REMOTE_USER", user);
        environment.put("GIT_COMMITTER_NAME", user);
        environment.put("GIT_COMMITTER_EMAIL", user + "@git.invalid");
        if (!request.protocol().isEmpty()) {
            environment.put("GIT_PROTOCOL", request.protocol());
        }
        return environment;
    }

    private static void feed(Process process, byte[] body) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(body);
        } catch (IOException e) {
            // It stopped reading: its answer says why.
            throw new UncheckedIOException(e);
        }
    }

    private static void pass(InputStream out, HttpExchange exchange) throws IOException {
        int status = 200;
        for (String line = line(out); !line.isEmpty(); line = line(out)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("git http-backend answers without a header");
            }
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1).strip();
            if (name.equalsIgnoreCase("Status")) {
                status = Integer.parseInt(value.split(" ")[0]);
            } else {
                exchange.getResponseHeaders().add(name, value);
            }
        }
        exchange.sendResponseHeaders(status, 0);
        try (OutputStream client = exchange.getResponseBody()) {
            out.transferTo(client);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.length() > MAX_HEADER) {
                throw new IOException("git http-backend answers without a header");
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Protocol words that git's clients send. */
    static String protocol(String header) {
        return header != null && header.matches("version=[0-2]") ? header : "";
    }

    static byte[] text(String words) {
        return (words + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
