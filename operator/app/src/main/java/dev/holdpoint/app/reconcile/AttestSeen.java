package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.app.derive.Preview;
import dev.holdpoint.core.flow.AttestSnapshot;
import java.util.Optional;

/** What one pass of the attestor saw: what is decided on, and the things themselves for the step that comes of it. */
record AttestSeen(
        AttestSnapshot snapshot,
        InfrastructureChange change,
        Optional<Scene> scene,
        Optional<ChangeBranch.Standing> standing,
        Optional<InfrastructurePlan> plan,
        Optional<Preview> preview,
        Optional<RoundJudge.Counted> votes) {}
