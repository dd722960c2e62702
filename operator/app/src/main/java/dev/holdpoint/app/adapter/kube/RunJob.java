package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.api.RunLimits;
import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.Installation;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.app.port.RunOrder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Job of a run: one pod, tried once, never updated, owned by nobody who could delete it, and kept until somebody
 * has read how it ended.
 */
final class RunJob {
    /** User and group of our image, as distroless images number it. */
    private static final long USER = 65532;

    /** For starting the pod and handing over, on top of what the engine may take. */
    private static final int AROUND_SECONDS = 120;

    /** What a plan or a render may take when the stack does not say. */
    private static final int PLAN_SECONDS = 600;

    /** What an apply may take when the stack does not say. */
    private static final int APPLY_SECONDS = 7200;

    private static final long GRACE_SECONDS = 30;

    /** Asks those who move pods for thrift to leave an apply where it is. */
    private static final Map<String, String> UNDISTURBED =
            Map.of("cluster-autoscaler.kubernetes.io/safe-to-evict", "false", "karpenter.sh/do-not-disrupt", "true");

    private final Installation installation;
    private final Desk desk;

    RunJob(Installation installation, Desk desk) {
        this.installation = installation;
        this.desk = desk;
    }

    /** @throws IllegalArgumentException if the order lacks what its kind needs, or another role asks */
    Job of(RunOrder order) {
        check(
                order.asker().equals(desk.asker()),
                "the desk of " + desk.asker() + " takes nothing for " + order.asker());
        check(order.kind() != RunKind.APPLY || order.plan().isPresent(), "an apply needs the digest of its plan");
        check(order.kind() != RunKind.APPLY || order.order().isPresent(), "an apply needs the number of its order");
        Map<String, String> labels = labels(order);
        Map<String, String> annotations = annotations(order);
        return new JobBuilder()
                .withNewMetadata()
                .withNamespace(RunPlaces.namespace(order.kind()))
                .withName(
                        RunPlaces.job(order.kind(), order.asker(), order.change().uid, order.round(), order.attempt()))
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .withNewSpec()
                .withBackoffLimit(0)
                .withCompletions(1)
                .withParallelism(1)
                .withPodReplacementPolicy("Failed")
                .withActiveDeadlineSeconds(deadline(order))
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(labels)
                .withAnnotations(annotations)
                .endMetadata()
                .withSpec(pod(order))
                .endTemplate()
                .endSpec()
                .build();
    }

    private static void check(boolean ok, String otherwise) {
        if (!ok) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private PodSpec pod(RunOrder order) {
        RunContainers containers = new RunContainers(order, installation);
        return new PodSpecBuilder()
                .withRestartPolicy("Never")
                .withServiceAccountName(account(order))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(grace(order))
                .withNewSecurityContext()
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withRunAsGroup(USER)
                .withFsGroup(USER)
                .withNewSeccompProfile(null, "RuntimeDefault")
                .endSecurityContext()
                .withInitContainers(containers.init())
                .withContainers(containers.main())
                .withVolumes(new RunVolumes(order).all())
                .build();
    }

    static String account(RunOrder order) {
        return switch (order.kind()) {
            case PLAN -> order.spec().accounts.plan;
            case RENDER -> RunPlaces.RENDER_ACCOUNT;
            case APPLY -> order.spec().accounts.apply;
        };
    }

    /** None for an apply: a deadline would kill it, and a killed apply orphans what it was making. */
    private static Long deadline(RunOrder order) {
        return switch (order.kind()) {
            case PLAN -> (long) seconds(order) + AROUND_SECONDS;
            // It may have been started beside its plan run, whose deadline comes first.
            case RENDER -> 2L * (seconds(order) + AROUND_SECONDS);
            case APPLY -> null;
        };
    }

    /** A node that drains asks the pod to end: an apply may finish first. */
    private static long grace(RunOrder order) {
        return order.kind() == RunKind.APPLY ? (long) seconds(order) + AROUND_SECONDS : GRACE_SECONDS;
    }

    private static int seconds(RunOrder order) {
        RunLimits limits = order.spec().limits == null ? new RunLimits() : order.spec().limits;
        Integer said = order.kind() == RunKind.APPLY ? limits.applySeconds : limits.planSeconds;
        int unsaid = order.kind() == RunKind.APPLY ? APPLY_SECONDS : PLAN_SECONDS;
        return said == null ? unsaid : said;
    }

    private static Map<String, String> labels(RunOrder order) {
        return new TreeMap<>(Map.of(
                RunLabels.KIND, order.kind().word(),
                RunLabels.ASKER, order.asker(),
                RunLabels.CHANGE_UID, order.change().uid,
                RunLabels.STACK, order.stack(),
                RunLabels.ROUND, Integer.toString(order.round()),
                RunLabels.ATTEMPT, Integer.toString(order.attempt())));
    }

    private Map<String, String> annotations(RunOrder order) {
        Map<String, String> all = new TreeMap<>(Map.of(
                RunLabels.DESK, desk.address().toString(),
                RunLabels.DESK_PIN, desk.pin().hex(),
                RunLabels.SETTINGS, order.settings().hex(),
                RunLabels.CHANGE, order.change().namespace + "/" + order.change().name));
        order.plan().ifPresent(plan -> all.put(RunLabels.PLAN_DIGEST, plan.hex()));
        order.order().ifPresent(number -> all.put(RunLabels.ORDER, Long.toString(number)));
        if (order.kind() == RunKind.APPLY) {
            all.putAll(UNDISTURBED);
        }
        return all;
    }
}
