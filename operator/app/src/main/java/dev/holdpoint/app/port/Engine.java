package dev.holdpoint.app.port;

import dev.holdpoint.core.plan.ProviderLock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How an engine is driven and how its words are read. It starts nothing itself: it gives texts, argument vectors (no
 * shell ever sees them) and a whole environment (nothing is inherited).
 */
public interface Engine {
    /**
     * Places of one run.
     *
     * @param data {@code TF_DATA_DIR}; outside the tree
     * @param scratch home and temporary files
     * @param cliConfig file with {@link #cliConfig}
     * @param state address of the loopback state endpoint
     * @param password of the endpoint's user {@link #STATE_USER}; random per run
     */
    record Places(Path data, Path scratch, Path cliConfig, URI state, String password) {}

    /** User name at the loopback endpoint. */
    String STATE_USER = "run";

    /** File that overrides every backend of the tree by ours, without a setting: settings come by the environment. */
    String backendOverride();

    /** The operator's CLI configuration: providers come from this mirror and from nowhere else. */
    String cliConfig(Path mirror);

    /** A configuration that requires exactly the providers of a dependency lock, for rendering without the tree. */
    String requirements(ProviderLock lock);

    /** The engine's whole environment. */
    Map<String, String> environment(Places places);

    /** Sets a plan run up: backend, modules, providers; the dependency lock loses what the tree does not use. */
    List<String> init();

    /**
     * Sets rendering or applying up, without a backend: what the plan file stores decides.
     *
     * @param locked whether there is a dependency lock, which must not change
     */
    List<String> initWithoutBackend(boolean locked);

    List<String> plan(Path planFile);

    /** Writes the plan as JSON on standard output. */
    List<String> show(Path planFile);

    List<String> apply(Path planFile);

    /**
     * Reads an event stream, whole or cut off; lines that are none of the engine's events are passed over.
     *
     * @throws IOException if the stream cannot be read
     */
    EngineReport read(InputStream events) throws IOException;
}
