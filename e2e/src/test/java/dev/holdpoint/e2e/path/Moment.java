package dev.holdpoint.e2e.path;

import dev.holdpoint.api.Phase;
import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.RunKind;
import java.util.Optional;

/** The steps of the path, one after the other: at each of them somebody may be killed. */
enum Moment {
    PENDING(Phase.Pending),
    OPEN(Phase.Open),
    PLANNING(Phase.Planning),
    PLAN_POD(RunKind.PLAN, Desk.OPERATOR),
    RENDER_POD(RunKind.RENDER, Desk.OPERATOR),
    AWAITING_APPROVAL(Phase.AwaitingApproval),
    ATTESTOR_RENDER_POD(RunKind.RENDER, Desk.ATTESTOR),
    ONE_VOTE(Phase.AwaitingApproval),
    ALL_VOTES(Phase.AwaitingApproval),
    APPROVED(Phase.Approved),
    APPLY_POD(RunKind.APPLY, Desk.OPERATOR),
    APPLYING(Phase.Applying),
    ENGINE_AT_WORK(RunKind.APPLY, Desk.OPERATOR),
    APPLIED(Phase.Applied);

    private final Optional<Phase> phase;
    private final Optional<RunKind> kind;
    private final String asker;

    Moment(Phase phase) {
        this.phase = Optional.of(phase);
        this.kind = Optional.empty();
        this.asker = "";
    }

    Moment(RunKind kind, String asker) {
        this.phase = Optional.empty();
        this.kind = Optional.of(kind);
        this.asker = asker;
    }

    boolean hasPod() {
        return kind.isPresent();
    }

    boolean isApply() {
        return this == APPLY_POD || this == ENGINE_AT_WORK;
    }

    /** Leads the change there; a moment that passes quickly may be over when this returns. */
    Optional<RunPod> lead(Place place, String change) {
        if (compareTo(ONE_VOTE) >= 0) {
            place.await(change, Phase.AwaitingApproval);
            place.voter("ada").vote(change, place.status(change).round, "approve");
        }
        if (compareTo(ALL_VOTES) >= 0) {
            place.voter("ben").vote(change, place.status(change).round, "approve");
        }
        phase.ifPresent(p -> place.reaches(change, p));
        Optional<RunPod> pod = kind.map(k -> RunPod.await(place, change, k, asker));
        if (this == ENGINE_AT_WORK) {
            pod.orElseThrow().holdTheEngineInTheMiddle();
        }
        return pod;
    }
}
