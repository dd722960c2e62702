package dev.holdpoint.core.approval;

/**
 * One round put before the reviewers, as derived by whoever verifies; nothing of it is read from a vote.
 *
 * @param template derived, not fetched
 * @param previewCommit the id of the operator's preview commit, which every vote's tag must point at
 * @param stack the stack that would change
 * @param origin who stands behind the change
 */
public record Poll(Template template, String previewCommit, String stack, Origin origin) {}
