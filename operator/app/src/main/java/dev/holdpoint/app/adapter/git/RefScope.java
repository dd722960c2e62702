package dev.holdpoint.app.adapter.git;

import dev.holdpoint.core.record.LedgerFolder;
import java.util.List;
import org.eclipse.jgit.transport.RefSpec;

/**
 * Which refs of a remote a process asks for; a server that speaks protocol 2 sends no others.
 *
 * @param names full names
 * @param prefixes of full names, each with its last slash
 */
public record RefScope(List<String> names, List<String> prefixes) {
    static final String HEADS = "refs/heads/";
    static final String TAGS = "refs/tags/";

    /** Branches that agents may push. */
    static final String AGENTS = HEADS + "agents/";

    /** All branches and tags. */
    public static final RefScope ALL = new RefScope(List.of(), List.of(HEADS, TAGS));

    public RefScope {
        names = List.copyOf(names);
        prefixes = List.copyOf(prefixes);
    }

    /** What one change needs: the base branch, the ledger, its own branch and its votes. */
    public static RefScope of(String baseBranch, String namespace, String change) {
        String own = "holdpoint/" + namespace + "/" + change;
        return new RefScope(List.of(HEADS + baseBranch, LedgerFolder.BRANCH, HEADS + own), List.of(TAGS + own + "/"));
    }

    static RefScope only(String ref) {
        return new RefScope(List.of(ref), List.of());
    }

    static RefScope below(String prefix) {
        return new RefScope(List.of(), List.of(prefix));
    }

    /** What of it are tags. */
    RefScope tags() {
        return new RefScope(
                List.of(),
                prefixes.stream().filter(prefix -> prefix.startsWith(TAGS)).toList());
    }

    boolean holds(String ref) {
        return names.contains(ref) || prefixes.stream().anyMatch(ref::startsWith);
    }

    List<RefSpec> specs() {
        return java.util.stream.Stream.concat(
                        names.stream().map(name -> new RefSpec(name + ":" + name)),
                        prefixes.stream().map(prefix -> new RefSpec(prefix + "*:" + prefix + "*")))
                .toList();
    }

    static boolean isGuest(String ref) {
        return ref.startsWith(AGENTS) || ref.startsWith(TAGS);
    }
}
