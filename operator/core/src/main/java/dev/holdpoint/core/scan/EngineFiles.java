package dev.holdpoint.core.scan;

import dev.holdpoint.core.change.RepoPath;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Files by which a tree would steer the engine itself: its data folder, its plugin mirror, its command line settings, a
 * state beside the configuration (which {@code init} offers to migrate). The dependency lock may stay: existing
 * repositories have it, as they should, and a run replaces it with the stack's own lock before the engine starts.
 */
final class EngineFiles implements Rule {
    private static final Set<String> FOLDERS = Set.of(".terraform", "terraform.d", "terraform.tfstate.d");
    private static final Set<String> SETTINGS =
            Set.of(".terraformrc", "terraform.rc", ".tofurc", "tofu.rc", ".opentofu", "credentials.tfrc.json");
    private static final String LOCK = ".terraform.lock.hcl";

    @Override
    public void judge(Configuration all, Notes notes) {
        for (RepoPath path : all.files().keySet()) {
            List<String> segments = path.segments().stream()
                    .map(s -> s.toLowerCase(Locale.ROOT))
                    .toList();
            String name = segments.getLast();
            Place place = Place.of(path);
            if (segments.stream().anyMatch(FOLDERS::contains)) {
                notes.refuse(
                        "scan-engine-folder",
                        place,
                        "folders named .terraform and terraform.d bring programs and settings that the engine obeys.",
                        "Remove the folder from the tree and list it in .gitignore.");
            } else if (SETTINGS.contains(name) || name.endsWith(".tfrc")) {
                notes.refuse(
                        "scan-engine-settings",
                        place,
                        "the engine's command line settings belong to the operator.",
                        "Remove the file; providers are listed in the stack.");
            } else if (name.endsWith(".tfstate") || name.contains(".tfstate.")) {
                notes.refuse(
                        "scan-state-file",
                        place,
                        "a state beside the configuration would be offered to the backend in place of the registered one.",
                        "Remove the file; ask a platform engineer to import the state into custody.");
            } else if (name.equals(LOCK)) {
                notes.record("scan-lock-file", place, "a dependency lock; runs use the stack's own instead.");
            }
        }
    }
}
