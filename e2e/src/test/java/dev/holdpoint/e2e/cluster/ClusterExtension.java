package dev.holdpoint.e2e.cluster;

import dev.holdpoint.e2e.install.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests a {@link TestCluster}: one per JVM, started when the first test asks for it and stopped at the end. Where
 * it cannot run, each test is skipped by its name with the condition that failed.
 *
 * <p>{@code -Dholdpoint.cluster=NAME} takes or starts the cluster of that name and leaves it running.
 */
public final class ClusterExtension implements ExecutionCondition, ParameterResolver {
    private static final Namespace HERE = Namespace.create(ClusterExtension.class);
    private static final Pattern OWN = Pattern.compile("(?:test|path|bare)-(\\d+)");
    private static final Path ROOT =
            Path.of(System.getProperty("holdpoint.root", ".")).toAbsolutePath().normalize();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            return ConditionEvaluationResult.enabled("methods are judged one by one, so that each is named");
        }
        return trouble(needsPods(context))
                .map(ConditionEvaluationResult::disabled)
                .orElseGet(() -> ConditionEvaluationResult.enabled("the cluster can run here"));
    }

    private static boolean needsPods(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), NeedsPods.class)
                || AnnotationSupport.isAnnotated(context.getTestClass(), NeedsPods.class);
    }

    /** Why a cluster, or one with pods, cannot run here; empty when it can. */
    public static Optional<String> trouble(boolean needsPods) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("the native cluster needs Linux, this is " + System.getProperty("os.name"));
        }
        Command.Result go = Command.of("go", "env", "GOVERSION")
                .with("GOTOOLCHAIN", "local")
                .attempt();
        if (!go.ok()) {
            return Optional.of("the native cluster is built with Go 1.26 or newer, and `go` is not here");
        }
        return needsPods && NodeRequirements.probe() instanceof Pods.DoNotRun(String reason)
                ? Optional.of("no pods here: " + reason)
                : Optional.empty();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        trouble(needsPods(context)).ifPresent(why -> {
            throw new TestAbortedException(why);
        });
        return context.getRoot().getStore(HERE).computeIfAbsent(TestCluster.class, key -> start(), TestCluster.class);
    }

    private static TestCluster start() {
        Cache cache = Cache.ofThisMachine();
        Progress progress = new Progress(System.err, cache);
        Optional<String> kept = Optional.ofNullable(System.getProperty("holdpoint.cluster"));
        NativeCluster cluster = alone(cache, () -> {
            if (kept.isEmpty()) {
                stopAbandoned(cache, progress);
            }
            NativeCluster one =
                    named(kept.orElse("test-" + ProcessHandle.current().pid()), cache, progress);
            one.up();
            return one;
        });
        new Release(ROOT, cluster.kubectl(), cluster).install();
        return new TestCluster(ROOT, cluster, kept.isPresent() ? () -> {} : () -> remove(cluster, cache));
    }

    private static void remove(NativeCluster cluster, Cache cache) {
        cluster.down();
        FileTree.delete(
                cache.folder("clusters", "test-" + ProcessHandle.current().pid()));
    }

    /** Clusters of test runs that were killed before they could stop theirs. */
    static void stopAbandoned(Cache cache, Progress progress) {
        for (String name : clusters(cache)) {
            Matcher own = OWN.matcher(name);
            if (own.matches() && ProcessHandle.of(Long.parseLong(own.group(1))).isEmpty()) {
                progress.say("stopping the cluster " + name + ", which a killed test run left behind");
                named(name, cache, progress).down();
                FileTree.delete(cache.folder("clusters", name));
            }
        }
    }

    private static List<String> clusters(Cache cache) {
        try (Stream<Path> folders = Files.list(cache.folder("clusters"))) {
            return folders.map(folder -> folder.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NativeCluster named(String name, Cache cache, Progress progress) {
        return new NativeCluster(NativeCluster.Options.of(ROOT, cache, name, progress));
    }

    /** Two test runs that start at once must not choose the same addresses. */
    static NativeCluster alone(Cache cache, Supplier<NativeCluster> work) {
        Path file = cache.folder("clusters").resolveSibling("choosing-addresses.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            return lock.isValid() ? work.get() : null;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        }
    }
}
