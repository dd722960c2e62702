package dev.holdpoint.core.scan;

import dev.holdpoint.core.change.RepoPath;

/** Override files change what other files say, and would beat our backend override. */
final class OverrideFiles implements Rule {
    @Override
    public void judge(Configuration all, Notes notes) {
        for (RepoPath path : all.files().keySet()) {
            String stem = ShadowedFiles.stem(path);
            if (stem.equals("override") || stem.endsWith("_override")) {
                notes.refuse(
                        "scan-override-file",
                        Place.of(path),
                        stem.equals(BackendOverride.STEM)
                                ? "this name belongs to the operator's own backend override."
                                : "an override file changes what other files say without their showing it.",
                        "Edit the file that it overrides.");
            }
        }
    }
}
