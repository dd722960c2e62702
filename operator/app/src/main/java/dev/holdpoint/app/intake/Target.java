package dev.holdpoint.app.intake;

import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.change.RepoPath;

/**
 * Where a change shall go.
 *
 * @param branch short name of the repository's base branch
 * @param base commit of it that the change stands on
 * @param stackPath folder of the stack; empty for the root
 */
public record Target(String branch, String base, String stackPath) {
    private static final String HEADS = "refs/heads/";

    /** Checks the settings' own words. */
    public Target {
        if (!stackPath.isEmpty() && !RepoPath.problem(stackPath).isEmpty()) {
            throw new Stalled("spec.path of the stack is not a folder: " + RepoPath.problem(stackPath)
                    + ". Correct the InfrastructureStack.");
        }
    }

    /**
     * A change built for the first time stands on the head of the base branch; the caller records {@link #base}.
     *
     * @throws Stalled when the remote has no such branch
     */
    public static Target head(String branch, Refs refs, String stackPath) {
        String head = refs.at(HEADS + branch)
                .orElseThrow(() -> new Stalled("The remote has no branch " + branch
                        + ". Correct spec.baseBranch of the ChangeRepository, or push that branch."));
        return new Target(branch, head, stackPath);
    }

    /** Full name of the base branch. */
    public String ref() {
        return HEADS + branch;
    }
}
