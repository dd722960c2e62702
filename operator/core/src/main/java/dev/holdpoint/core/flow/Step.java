package dev.holdpoint.core.flow;

import java.util.List;

/** One effect of the controller. Every step is safe to repeat: a second attempt finds the first. */
public sealed interface Step {
    /** Write the first status. */
    record Accept() implements Step {}

    /** Push the branch with the edits. */
    record BuildBranch() implements Step {}

    /** Say in the status that the branch stands. */
    record MarkOpen() implements Step {}

    /** Begin planning this round. */
    record BeginPlanning(int round) implements Step {}

    /** Start the plan Job of this attempt. */
    record StartPlan(int attempt) implements Step {}

    /** Start the render Job of this attempt. */
    record StartRender(int attempt) implements Step {}

    /** Push the signed preview commit. */
    record PublishPreview() implements Step {}

    /** Put the plan before the reviewers. */
    record MarkAwaitingApproval() implements Step {}

    /** Refuse, with findings that say what to do instead. */
    record Refuse(List<String> findings) implements Step {}

    /** Start the apply Job of the approved order. */
    record StartApply() implements Step {}

    /** Merge the edits to the base branch. */
    record Merge() implements Step {}

    /** Delete branch and tags of a change that has ended and is in the ledger. */
    record CleanUp() implements Step {}

    /** End it without anything applied. */
    record End(Stage stage) implements Step {}

    /** Nothing to do in this pass but to say what it waits for. */
    record Wait() implements Step {}
}
