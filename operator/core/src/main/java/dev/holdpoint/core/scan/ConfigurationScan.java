package dev.holdpoint.core.scan;

import dev.holdpoint.core.change.RepoPath;
import dev.holdpoint.core.change.Tree;
import dev.holdpoint.core.scan.hcl.HclReader;
import dev.holdpoint.core.scan.hcl.HclReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The static scan of a tree, before any code of it runs. It evaluates nothing. Every configuration file in the tree is
 * read, whether the root module reaches it or not: which files an engine loads is decided by more than their names.
 */
public final class ConfigurationScan {
    /** The rules, in the order in which the design lists the attacks. */
    private static final List<Rule> RULES = List.of(
            new EngineFiles(),
            new OverrideFiles(),
            new ShadowedFiles(),
            new KnownBlocks(),
            new EngineSettings(),
            new ModuleSources(),
            new ProvidersListed(),
            new ProviderSettings(),
            new ProviderFunctions(),
            new Provisioners(),
            new ExternalPrograms(),
            new RemoteStates(),
            new NetworkReads(),
            new FileFunctions(),
            new FileReads());

    private static final String UNREADABLE = "scan-unreadable";

    private ConfigurationScan() {}

    /**
     * Scans.
     *
     * @param json reads the JSON form of a configuration file; core has no JSON reader
     */
    public static ScanReport of(Tree tree, ScanLaw law, Function<String, HclReading> json) {
        Notes notes = new Notes();
        List<Source> sources = new ArrayList<>();
        for (Map.Entry<RepoPath, byte[]> file : tree.files().entrySet()) {
            read(file.getKey(), file.getValue(), json, sources, notes);
        }
        Configuration all = new Configuration(tree.files(), sources, law);
        RULES.forEach(rule -> rule.judge(all, notes));
        return notes.report();
    }

    private static void read(
            RepoPath path, byte[] bytes, Function<String, HclReading> json, List<Source> sources, Notes notes) {
        boolean configuration = Source.ending(path).isPresent();
        if (!configuration && !isVariables(path)) {
            return;
        }
        switch (SourceText.of(bytes)) {
            case SourceText.Hostile(int line, String why) ->
                notes.refuse(
                        "scan-hidden-text",
                        Place.of(path, line),
                        why,
                        "Write the file as plain UTF-8 without a byte order mark; in a string, write an unusual"
                                + " character as \\uXXXX.");
            case SourceText.Plain(String text) -> {
                if (configuration) {
                    understand(
                            path,
                            path.text().endsWith(".json") ? json.apply(text) : HclReader.read(text),
                            sources,
                            notes);
                }
            }
        }
    }

    private static void understand(RepoPath path, HclReading reading, List<Source> sources, Notes notes) {
        switch (reading) {
            case HclReading.Read(var body) -> sources.add(new Source(path, body));
            case HclReading.Bad(int line, String why) ->
                notes.refuse(
                        UNREADABLE,
                        Place.of(path, line),
                        "the scan does not understand it: " + why + ".",
                        "Write it more simply; what cannot be read before the plan is not planned.");
        }
    }

    private static boolean isVariables(RepoPath path) {
        return path.text().endsWith(".tfvars") || path.text().endsWith(".tfvars.json");
    }
}
