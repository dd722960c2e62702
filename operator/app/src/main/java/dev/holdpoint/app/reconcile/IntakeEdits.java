package dev.holdpoint.app.reconcile;

import dev.holdpoint.app.intake.Built;
import dev.holdpoint.app.intake.ChangeBuilder;
import dev.holdpoint.app.intake.Target;

/** The change commit as the intake builds it, without a signature: every role can build it again and compare. */
final class IntakeEdits implements EditsOfChange {
    @Override
    public Building build(Scene scene, String base) {
        Target target = new Target(scene.settings().repository().getSpec().baseBranch, base, scene.stackPath());
        Built built = new ChangeBuilder(scene.repository(), PreviewCommit.OPERATOR)
                .build(scene.change(), target, scene.refs());
        return switch (built) {
            case Built.Refused refused -> new Building.Refused(refused.findings());
            case Built.Ready ready -> new Building.Ready(ready.draft(), ready.source(), ready.emails());
        };
    }
}
