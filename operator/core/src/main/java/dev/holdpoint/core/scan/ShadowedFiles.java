package dev.holdpoint.core.scan;

import dev.holdpoint.core.change.RepoPath;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** OpenTofu leaves out {@code x.tf} where {@code x.tofu} exists: reviewers read one file, the engine another. */
final class ShadowedFiles implements Rule {
    @Override
    public void judge(Configuration all, Notes notes) {
        Map<String, RepoPath> plain = new HashMap<>();
        for (RepoPath path : all.files().keySet()) {
            if (Source.ending(path).filter(e -> e.startsWith(".tf")).isPresent()) {
                plain.put(Source.folder(path) + "/" + stem(path), path);
            }
        }
        for (RepoPath path : all.files().keySet()) {
            RepoPath hidden = plain.get(Source.folder(path) + "/" + stem(path));
            if (hidden != null
                    && Source.ending(path).filter(e -> e.startsWith(".tofu")).isPresent()) {
                notes.refuse(
                        "scan-shadowed-file",
                        Place.of(path),
                        "OpenTofu reads it in place of " + Place.quoted(hidden.text()) + ", Terraform does not.",
                        "Keep one of the two files.");
            }
        }
    }

    /** The name of a configuration file without its ending, in lower case; empty for any other file. */
    static String stem(RepoPath path) {
        String name = path.segments().getLast().toLowerCase(Locale.ROOT);
        return Source.ending(path)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .orElse("");
    }
}
