package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What became of a change. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ChangeStatus {
    public Long observedGeneration;

    /** Where it stands. */
    public Phase phase;

    /** One plan put before the reviewers; only rises. */
    @Min(1)
    @Max(1000)
    public Integer round;

    /** For the columns. */
    @Size(max = 63)
    public String stack;

    /** Planned effects as +create ~update -delete. */
    @Size(max = 64)
    public String summary;

    /** For the columns. */
    public TierName tier;

    /** Counted of needed, as 1/2. */
    @Size(max = 16)
    public String approvals;

    /** Who must act. */
    @Size(max = 64)
    public String nextActor;

    /** What it is waiting for, in one sentence. */
    @Size(max = 2048)
    public String message;

    public BranchStatus branch;

    public PlanStatus plan;

    public ApprovalStatus approval;

    public OrderStatus order;

    public OutcomeStatus outcome;

    public RunStatus run;

    /** All findings, weightiest first. */
    @Size(max = 50)
    public List<FindingStatus> findings;

    /** All votes seen in this round, also those that do not count. */
    @Size(max = 64)
    public List<VoteStatus> votes;

    /** kstatus conditions. */
    @Size(max = 16)
    public List<Condition> conditions;
}
