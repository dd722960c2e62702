package dev.holdpoint.app.review;

/**
 * The change under review, as far as the page names it.
 *
 * @param title the requester's words: a claim
 * @param reasoning the requester's words: a claim
 * @param requester user name in the cluster
 * @param branch short name of the branch with the preview
 */
public record Subject(
        String namespace, String name, int round, String title, String reasoning, String requester, String branch) {}
