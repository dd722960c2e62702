package dev.holdpoint.app.derive;

import dev.holdpoint.api.DeclaredIntent;
import java.util.Optional;

/**
 * What is known of a change when its plan is judged.
 *
 * @param title the requester's words: a claim
 * @param reasoning the requester's words: a claim
 * @param requester user name in the cluster
 * @param intent what the requester expects; empty: no delete, replace or forget
 * @param base commit of the base branch that the change stands on
 * @param changeCommit commit with the edits
 * @param branch short name of its branch
 */
public record ChangeFacts(
        String namespace,
        String name,
        String uid,
        int round,
        String title,
        String reasoning,
        String requester,
        Optional<DeclaredIntent> intent,
        String base,
        String changeCommit,
        String branch) {}
