package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.FindingStatus;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.Phase;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in an Event what became of a change, where people and agents look who do not read status. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int MAX_NOTE = 1000;

    private final KubernetesClient client;
    private final Clock clock;

    Announcer(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Announces a new phase, or an alarm. An Event that cannot be written is logged and stops nothing. */
    void announce(InfrastructureChange before, ChangeStatus after) {
        Phase was = before.getStatus() == null ? null : before.getStatus().phase;
        boolean alarm = after.message != null && after.message.startsWith("alarm: ");
        if (after.phase == null || (after.phase == was && !alarm)) {
            return;
        }
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        try {
            client.v1()
                    .events()
                    .inNamespace(before.getMetadata().getNamespace())
                    .resource(new EventBuilder()
                            .withNewMetadata()
                            .withGenerateName(before.getMetadata().getName() + ".")
                            .withNamespace(before.getMetadata().getNamespace())
                            .endMetadata()
                            .withNewInvolvedObject()
                            .withApiVersion(before.getApiVersion())
                            .withKind(before.getKind())
                            .withNamespace(before.getMetadata().getNamespace())
                            .withName(before.getMetadata().getName())
                            .withUid(before.getMetadata().getUid())
                            .endInvolvedObject()
                            .withReason(alarm ? "Alarm" : after.phase.name())
                            .withType(alarm || warns(after.phase) ? "Warning" : "Normal")
                            .withMessage(note(after))
                            .withFirstTimestamp(now)
                            .withLastTimestamp(now)
                            .withCount(1)
                            .withNewSource()
                            .withComponent("holdpoint")
                            .endSource()
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "change={}/{} event not written: {}",
                    before.getMetadata().getNamespace(),
                    before.getMetadata().getName(),
                    e.getMessage());
        }
    }

    private static boolean warns(Phase phase) {
        return switch (phase) {
            case Refused, Rejected, Failed -> true;
            case Pending,
                    Open,
                    Planning,
                    AwaitingApproval,
                    Approved,
                    Applying,
                    Applied,
                    Withdrawn,
                    Superseded,
                    Expired -> false;
        };
    }

    private static String note(ChangeStatus status) {
        StringBuilder note = new StringBuilder(status.message == null ? "" : status.message);
        if (status.phase == Phase.Refused && status.findings != null) {
            for (FindingStatus finding : status.findings) {
                note.append("; ").append(finding.rule);
                if (finding.address != null) {
                    note.append(' ').append(finding.address);
                }
            }
        }
        return note.length() > MAX_NOTE ? note.substring(0, MAX_NOTE) : note.toString();
    }
}
