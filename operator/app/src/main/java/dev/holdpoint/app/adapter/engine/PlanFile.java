package dev.holdpoint.app.adapter.engine;

import dev.holdpoint.app.port.StateHead;
import dev.holdpoint.core.change.RepoPath;
import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An opened plan file. It is hostile input, and it is what apply executes: configuration, prior state, lock file and
 * backend are those inside it and not those beside it. So it is opened strictly: known names, once each, both directories
 * of the archive alike, within limits, our backend with no setting of its own.
 *
 * <p>Rebuilding it from the tree in Git and comparing it with the registered state ({@code plan-forged}) builds on the
 * parts that this class gives out.
 */
public final class PlanFile {
    /** Most bytes of a plan file. */
    public static final int MAX_FILE = 128 << 20;

    private static final long MAX_UNPACKED = 512L << 20;
    private static final int MAX_ENTRIES = 10_000;
    private static final String PLAN = "tfplan";
    private static final String STATE = "tfstate";
    private static final String PREVIOUS_STATE = "tfstate-prev";
    private static final String MODULES = "tfconfig/modules.json";
    private static final String MODULE = "tfconfig/m-";
    private static final String LOCK = ".terraform.lock.hcl";
    private static final List<String> REQUIRED = List.of(PLAN, STATE, PREVIOUS_STATE, MODULES);
    private static final int BACKEND_FIELD = 13;
    private static final int ENGINE_VERSION_FIELD = 14;

    private final byte[] bytes;
    private final Map<String, byte[]> entries;
    private final StateHead prior;
    private final String engineVersion;

    private PlanFile(byte[] bytes, Map<String, byte[]> entries, StateHead prior, String engineVersion) {
        this.bytes = bytes;
        this.entries = Collections.unmodifiableMap(entries);
        this.prior = prior;
        this.engineVersion = engineVersion;
    }

    /** What became of opening it. */
    public sealed interface Opening {
        /** It has the shape of a plan file of ours. */
        record Opened(PlanFile plan) implements Opening {}

        /**
         * It has not.
         *
         * @param why words about its shape that hold none of its content
         */
        record Refused(String why) implements Opening {}
    }

    /** Opens a plan file. */
    public static Opening open(byte[] file) {
        try {
            return new Opening.Opened(read(file));
        } catch (PlanTrouble e) {
            return new Opening.Refused("this is no plan file of ours: " + e.getMessage());
        }
    }

    private static PlanFile read(byte[] file) throws PlanTrouble {
        if (file.length > MAX_FILE) {
            throw new PlanTrouble("it has more than " + MAX_FILE + " bytes");
        }
        Map<String, byte[]> entries = StrictZip.read(file, MAX_ENTRIES, MAX_UNPACKED);
        for (String name : entries.keySet()) {
            if (!REQUIRED.contains(name) && !name.equals(LOCK) && !isModuleFile(name)) {
                throw new PlanTrouble("it holds an entry that no plan file has");
            }
        }
        for (String name : REQUIRED) {
            if (!entries.containsKey(name)) {
                throw new PlanTrouble("it has no " + name);
            }
        }
        WireMessage plan = WireMessage.read(entries.get(PLAN));
        NullBackend.check(plan.only(BACKEND_FIELD, "backend"));
        String version = new String(plan.only(ENGINE_VERSION_FIELD, "engine version"), StandardCharsets.UTF_8);
        if (!version.matches("[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}")) {
            throw new PlanTrouble("it names no released engine version");
        }
        StateHead prior =
                StateHead.read(entries.get(STATE)).orElseThrow(() -> new PlanTrouble("its prior state is none"));
        if (StateHead.read(entries.get(PREVIOUS_STATE)).isEmpty()) {
            throw new PlanTrouble("its previous state is none");
        }
        return new PlanFile(file, entries, prior, version);
    }

    /** {@code tfconfig/m-<module>/<file>}: the snapshot of a module holds the files of one folder. */
    private static boolean isModuleFile(String name) {
        return name.startsWith(MODULE)
                && RepoPath.problem(name).isEmpty()
                && new RepoPath(name).segments().size() == 3;
    }

    /** The file as it was handed over. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Its name. */
    public Sha256 digest() {
        return Sha256.of(bytes);
    }

    /** Lineage and serial of the state that the plan was made from; both void when there was none. */
    public StateHead prior() {
        return prior;
    }

    /** Version of the engine that says it made the plan. */
    public String engineVersion() {
        return engineVersion;
    }

    /** All entries by name, in the order of the archive. */
    public Map<String, byte[]> entries() {
        return new LinkedHashMap<>(entries);
    }

    /** The prior state, refreshed by the plan. */
    public byte[] state() {
        return entries.get(STATE).clone();
    }

    /** The state as the backend gave it. */
    public byte[] previousState() {
        return entries.get(PREVIOUS_STATE).clone();
    }

    /** {@code modules.json}: which folder each module key stands for. */
    public byte[] modules() {
        return entries.get(MODULES).clone();
    }

    /** The configuration inside: module key and file name, as {@code child/main.tf}; {@code /main.tf} in the root. */
    public SortedMap<String, byte[]> configuration() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        entries.forEach((name, content) -> {
            if (name.startsWith(MODULE)) {
                files.put(name.substring(MODULE.length()), content);
            }
        });
        return files;
    }

    /** The dependency lock inside; empty when there is none. */
    public String lockFile() {
        byte[] lock = entries.get(LOCK);
        return lock == null ? "" : new String(lock, StandardCharsets.UTF_8);
    }
}
