package dev.holdpoint.app.review;

import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.verdict.Case;
import dev.holdpoint.core.verdict.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * Everything that a review and a redacted plan are made from.
 *
 * @param seen what was judged; its plan is raw and only shown through the redactor
 * @param verdict with redacted findings
 * @param quorum who must approve
 * @param redactor made for this plan
 * @param subject the change; empty for a check on one machine
 * @param place the stack and its stage, for people
 * @param remarks what everyone should be told about who may vote; empty for a check on one machine
 */
public record Dossier(
        Case seen,
        Verdict verdict,
        Quorum quorum,
        Redactor redactor,
        Optional<Subject> subject,
        String place,
        List<String> remarks) {
    public Dossier {
        remarks = List.copyOf(remarks);
    }

    Plan plan() {
        return seen.plan();
    }
}
