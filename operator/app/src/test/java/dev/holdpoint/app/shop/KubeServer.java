package dev.holdpoint.app.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * The storage of an API server, over HTTP, for the real client: create, read, list by label, replace at the version that
 * was read, the status apart from the rest, delete. It knows no rule of ours; those are tested on a real API server.
 */
public final class KubeServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final KubernetesClient client;
    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final List<String> writes = new ArrayList<>();
    private UnaryOperator<ObjectNode> created = object -> object;
    private long version;

    public KubeServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/", this::answer);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + http.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        client = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    public KubernetesClient client() {
        return client;
    }

    /** What becomes of an object before it is stored and answered, as an authenticator fills in a TokenReview. */
    public synchronized void whenCreated(UnaryOperator<ObjectNode> fill) {
        created = fill;
    }

    /** Paths that were written to since the last call, oldest first. */
    public synchronized List<String> writes() {
        List<String> all = List.copyOf(writes);
        writes.clear();
        return all;
    }

    @Override
    public void close() {
        client.close();
        http.stop(0);
    }

    private record Answer(int code, JsonNode body) {}

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer;
        synchronized (this) {
            answer = serve(exchange, body);
        }
        byte[] bytes = JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.code(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer serve(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
        return switch (exchange.getRequestMethod()) {
            case "GET" -> objects.containsKey(path) ? new Answer(200, objects.get(path)) : listOrNothing(path, query);
            case "POST" -> create(path, (ObjectNode) JSON.readTree(body));
            case "PUT" -> replace(path, (ObjectNode) JSON.readTree(body));
            case "DELETE" -> {
                writes.add("DELETE " + path);
                yield objects.remove(path) == null ? failure(404, path) : new Answer(200, JSON.createObjectNode());
            }
            default -> failure(405, path);
        };
    }

    private Answer listOrNothing(String path, String query) {
        String[] parts = path.split("/");
        // /api/v1/… has three parts before the resource, /apis/group/version/… four; then ns/<name>/, the plural, a
        // name.
        int first = parts[1].equals("api") ? 3 : 4;
        boolean namespaced = parts.length > first + 1 && parts[first].equals("namespaces");
        int plural = namespaced ? first + 2 : first;
        if (parts.length != plural + 1) {
            return failure(404, path);
        }
        String root = String.join("/", List.of(parts).subList(0, first)) + "/";
        ObjectNode list = JSON.createObjectNode();
        list.put("kind", "List").put("apiVersion", "v1").putObject("metadata").put("resourceVersion", "" + version);
        var items = list.putArray("items");
        objects.forEach((at, object) -> {
            String rest = at.startsWith(root) ? at.substring(root.length()) : "";
            String in = rest.replaceFirst("^namespaces/[^/]+/", "");
            boolean here = namespaced ? at.startsWith(path + "/") : in.startsWith(parts[plural] + "/");
            if (!rest.isEmpty() && here && fits(object, query)) {
                items.add(object);
            }
        });
        return new Answer(200, list);
    }

    private static boolean fits(ObjectNode object, String query) {
        for (String parameter : query.split("&")) {
            if (parameter.startsWith("labelSelector=")) {
                String selector = URLDecoder.decode(parameter.substring(14), StandardCharsets.UTF_8);
                for (String wanted : selector.split(",")) {
                    String[] pair = wanted.split("=", 2);
                    if (!pair[1].equals(
                            object.path("metadata").path("labels").path(pair[0]).asText())) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private Answer create(String path, ObjectNode object) {
        ObjectNode metadata = object.withObject("/metadata");
        String name = metadata.path("name").asText(metadata.path("generateName").asText("object-") + version);
        String at = path + "/" + name;
        if (objects.containsKey(at)) {
            return failure(409, at);
        }
        metadata.put("name", name).put("resourceVersion", "" + ++version);
        metadata.put("uid", metadata.path("uid").asText(UUID.randomUUID().toString()));
        metadata.put("creationTimestamp", metadata.path("creationTimestamp").asText(Shop.NOW.toString()));
        metadata.put("generation", 1);
        ObjectNode stored = created.apply(object);
        objects.put(at, stored);
        writes.add("POST " + at);
        return new Answer(201, stored);
    }

    private Answer replace(String path, ObjectNode object) {
        boolean status = path.endsWith("/status");
        String at = status ? path.substring(0, path.length() - "/status".length()) : path;
        ObjectNode before = objects.get(at);
        if (before == null) {
            return failure(404, at);
        }
        String seen = object.path("metadata").path("resourceVersion").asText("");
        if (!seen.isEmpty()
                && !seen.equals(before.path("metadata").path("resourceVersion").asText())) {
            return failure(409, at);
        }
        ObjectNode next = status ? before.deepCopy() : object;
        JsonNode said = status ? object.get("status") : before.get("status");
        if (said == null) {
            next.remove("status");
        } else {
            next.set("status", said);
        }
        next.withObject("/metadata").put("resourceVersion", "" + ++version);
        objects.put(at, next);
        writes.add("PUT " + path);
        return new Answer(200, next);
    }

    private static Answer failure(int code, String what) {
        ObjectNode status = JSON.createObjectNode();
        status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
        status.put("code", code).put("message", what + ": " + code);
        return new Answer(code, status);
    }
}
