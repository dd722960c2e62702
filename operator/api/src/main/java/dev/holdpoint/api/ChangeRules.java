package dev.holdpoint.api;

/**
 * Transition rules of a change as CEL (F1 to F4 of the enforcement page). They live here as constants so that the kind
 * stays readable; the API server evaluates them inside the write.
 */
final class ChangeRules {
    /** F1: the spec never changes, but for a withdrawal that is added once. */
    static final String SPEC_IMMUTABLE = "self.spec.title == oldSelf.spec.title"
            + " && self.spec.reasoning == oldSelf.spec.reasoning"
            + " && self.spec.stacks == oldSelf.spec.stacks"
            + " && has(self.spec.baseBranch) == has(oldSelf.spec.baseBranch)"
            + " && (!has(self.spec.baseBranch) || self.spec.baseBranch == oldSelf.spec.baseBranch)"
            + " && self.spec.source == oldSelf.spec.source"
            + " && has(self.spec.intent) == has(oldSelf.spec.intent)"
            + " && (!has(self.spec.intent) || self.spec.intent == oldSelf.spec.intent)"
            + " && self.spec.requester == oldSelf.spec.requester"
            + " && has(self.spec.supersedes) == has(oldSelf.spec.supersedes)"
            + " && (!has(self.spec.supersedes) || self.spec.supersedes == oldSelf.spec.supersedes)"
            + " && (!has(oldSelf.spec.withdrawal) || (has(self.spec.withdrawal)"
            + " && self.spec.withdrawal == oldSelf.spec.withdrawal))";

    /** F2: legal edges only, starting at Pending; ends stay. */
    static final String LEGAL_EDGES = "!has(self.status) || !has(self.status.phase)"
            + " ? (!has(oldSelf.status) || !has(oldSelf.status.phase))"
            + " : (!has(oldSelf.status) || !has(oldSelf.status.phase)) ? self.status.phase == 'Pending'"
            + " : self.status.phase == oldSelf.status.phase || self.status.phase in {"
            + "'Pending': ['Open', 'Refused', 'Withdrawn', 'Superseded', 'Expired'],"
            + "'Open': ['Planning', 'Refused', 'Withdrawn', 'Superseded', 'Expired'],"
            + "'Planning': ['AwaitingApproval', 'Refused', 'Failed', 'Withdrawn', 'Superseded', 'Expired'],"
            + "'Refused': ['Planning', 'Withdrawn', 'Superseded', 'Expired'],"
            + "'AwaitingApproval': ['Approved', 'Rejected', 'Planning', 'Withdrawn', 'Superseded', 'Expired'],"
            + "'Rejected': ['Planning', 'Withdrawn', 'Superseded', 'Expired'],"
            + "'Approved': ['Applying', 'Failed', 'Planning', 'Withdrawn', 'Superseded', 'Expired'],"
            + "'Applying': ['Applied', 'Failed'],"
            + "'Applied': [], 'Failed': [], 'Withdrawn': [], 'Superseded': [], 'Expired': []}[oldSelf.status.phase]";

    /** F2: rounds only rise. */
    static final String ROUND_RISES = "!has(oldSelf.status) || !has(oldSelf.status.round)"
            + " || (has(self.status) && has(self.status.round) && self.status.round >= oldSelf.status.round)";

    /** F2: what was written stays written. */
    static final String NO_REMOVAL = "!has(oldSelf.status) || (has(self.status)"
            + " && (!has(oldSelf.status.branch) || has(self.status.branch))"
            + " && (!has(oldSelf.status.plan) || has(self.status.plan))"
            + " && (!has(oldSelf.status.approval) || has(self.status.approval))"
            + " && (!has(oldSelf.status.order) || has(self.status.order))"
            + " && (!has(oldSelf.status.outcome) || has(self.status.outcome)))";

    /** F3: approved means: this plan, this head, this round, enough distinct people, none of them barred. */
    static final String APPROVAL_FITS = "!has(self.status) || !has(self.status.phase)"
            + " || !(self.status.phase in ['Approved', 'Applying', 'Applied'])"
            + " || (has(self.status.plan) && has(self.status.approval)"
            + " && has(self.status.plan.digest) && has(self.status.plan.head) && has(self.status.plan.barred)"
            + " && has(self.status.approval.planDigest) && has(self.status.approval.head)"
            + " && has(self.status.approval.round) && has(self.status.approval.required)"
            + " && has(self.status.approval.approvers) && has(self.status.approval.order)"
            + " && self.status.approval.planDigest == self.status.plan.digest"
            + " && self.status.approval.head == self.status.plan.head"
            + " && self.status.approval.round == self.status.round"
            + " && self.status.plan.round == self.status.round"
            + " && size(self.status.approval.approvers) >= self.status.approval.required"
            + " && self.status.approval.approvers.all(a, self.status.approval.approvers.exists_one(b, b == a)"
            + " && !(a in self.status.plan.barred)))";

    /** F4: within a round a plan never changes. */
    static final String PLAN_FIXED = "!has(oldSelf.status) || !has(oldSelf.status.plan) || !has(self.status)"
            + " || !has(self.status.plan) || self.status.plan == oldSelf.status.plan"
            + " || self.status.plan.round > oldSelf.status.plan.round";

    /** F4: within a round an approval never changes. */
    static final String APPROVAL_FIXED = "!has(oldSelf.status) || !has(oldSelf.status.approval) || !has(self.status)"
            + " || !has(self.status.approval) || self.status.approval == oldSelf.status.approval"
            + " || self.status.approval.round > oldSelf.status.approval.round";

    private ChangeRules() {}
}
