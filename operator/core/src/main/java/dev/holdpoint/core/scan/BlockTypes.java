package dev.holdpoint.core.scan;

import java.util.Map;

/** The blocks that may stand at the top of a configuration file. */
public final class BlockTypes {
    /** Type, and how many labels a block of it has. */
    public static final Map<String, Integer> LABELS = Map.ofEntries(
            Map.entry("terraform", 0),
            Map.entry("provider", 1),
            Map.entry("resource", 2),
            Map.entry("data", 2),
            Map.entry("ephemeral", 2),
            Map.entry("variable", 1),
            Map.entry("output", 1),
            Map.entry("locals", 0),
            Map.entry("module", 1),
            Map.entry("moved", 0),
            Map.entry("import", 0),
            Map.entry("removed", 0),
            Map.entry("check", 1),
            Map.entry("action", 2));

    private BlockTypes() {}
}
