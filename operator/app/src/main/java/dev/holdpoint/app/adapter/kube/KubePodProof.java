package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.PodProof;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.app.port.RunPaths;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.api.model.authentication.UserInfo;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Proves a run's pod by its token: TokenReview says which pod, the pod says which Job, and the Job must be the very one
 * that this process would start. Nothing the caller says about itself is believed.
 */
public final class KubePodProof implements PodProof {
    private static final String ACCOUNT_PREFIX = "system:serviceaccount:";
    private static final String POD_NAME = "authentication.kubernetes.io/pod-name";
    private static final String POD_UID = "authentication.kubernetes.io/pod-uid";

    /** A completed pod's token still works until the pod is deleted (measured); its run has ended all the same. */
    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    private final KubernetesClient client;
    private final Desk desk;
    private final OwnJobs own;

    /** @param own the Jobs that this process started */
    public KubePodProof(KubernetesClient client, Desk desk, OwnJobs own) {
        this.client = client;
        this.desk = desk;
        this.own = own;
    }

    @Override
    public Optional<RunDesk.RunPod> prove(String token) {
        return bearer(token)
                .flatMap(bearer -> RunPlaces.kind(bearer.namespace()).flatMap(kind -> run(bearer, kind)));
    }

    /** Whose token it is, in TokenReview's words. */
    private record Bearer(String namespace, String account, String pod, String podUid) {}

    private Optional<Bearer> bearer(String token) {
        TokenReview asked = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .withAudiences(RunPaths.AUDIENCE)
                .endSpec()
                .build();
        TokenReviewStatus said = KubeFailure.of(
                        "review a token", () -> client.resource(asked).create())
                .getStatus();
        // An authenticator that does not know audiences leaves them out; then nothing says the token was meant for us.
        if (said == null
                || !Boolean.TRUE.equals(said.getAuthenticated())
                || said.getAudiences() == null
                || !said.getAudiences().contains(RunPaths.AUDIENCE)
                || said.getUser() == null) {
            return Optional.empty();
        }
        return bearer(said.getUser());
    }

    private static Optional<Bearer> bearer(UserInfo user) {
        Optional<String> pod = only(user, POD_NAME);
        Optional<String> uid = only(user, POD_UID);
        String name = Objects.requireNonNullElse(user.getUsername(), "");
        String[] words = name.startsWith(ACCOUNT_PREFIX)
                ? name.substring(ACCOUNT_PREFIX.length()).split(":", -1)
                : new String[0];
        return words.length == 2 && pod.isPresent() && uid.isPresent()
                ? Optional.of(new Bearer(words[0], words[1], pod.get(), uid.get()))
                : Optional.empty();
    }

    private static Optional<String> only(UserInfo user, String extra) {
        List<String> values = user.getExtra() == null ? null : user.getExtra().get(extra);
        return values != null && values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private Optional<RunDesk.RunPod> run(Bearer bearer, RunKind kind) {
        Pod pod = KubeFailure.of(
                "read the pod " + bearer.pod(),
                () -> client.pods()
                        .inNamespace(bearer.namespace())
                        .withName(bearer.pod())
                        .get());
        if (pod == null
                || !bearer.podUid().equals(pod.getMetadata().getUid())
                || !bearer.account().equals(pod.getSpec().getServiceAccountName())
                || OVER.contains(pod.getStatus().getPhase())) {
            return Optional.empty();
        }
        return owner(pod).flatMap(owner -> job(bearer.namespace(), owner)).flatMap(job -> agreed(bearer, kind, job));
    }

    private static Optional<OwnerReference> owner(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()) && "Job".equals(owner.getKind()))
                .findFirst();
    }

    private Optional<Job> job(String namespace, OwnerReference owner) {
        return Optional.ofNullable(KubeFailure.of(
                        "read the Job " + owner.getName(),
                        () -> client.batch()
                                .v1()
                                .jobs()
                                .inNamespace(namespace)
                                .withName(owner.getName())
                                .get()))
                .filter(job -> owner.getUid().equals(job.getMetadata().getUid()));
    }

    private Optional<RunDesk.RunPod> agreed(Bearer bearer, RunKind kind, Job job) {
        Map<String, String> labels =
                Objects.requireNonNullElse(job.getMetadata().getLabels(), Map.of());
        Optional<Integer> round = number(labels.get(RunLabels.ROUND));
        Optional<Integer> attempt = number(labels.get(RunLabels.ATTEMPT));
        String change = labels.get(RunLabels.CHANGE_UID);
        if (round.isEmpty()
                || attempt.isEmpty()
                || change == null
                || !kind.word().equals(labels.get(RunLabels.KIND))
                || !desk.asker().equals(labels.get(RunLabels.ASKER))
                || !JobSight.atDesk(job, desk)
                || !own.has(job)
                || !bearer.account()
                        .equals(job.getSpec().getTemplate().getSpec().getServiceAccountName())) {
            return Optional.empty();
        }
        String name = job.getMetadata().getName();
        return RunPlaces.job(kind, desk.asker(), change, round.get(), attempt.get())
                        .equals(name)
                ? Optional.of(new RunDesk.RunPod(
                        kind, bearer.namespace(), bearer.pod(), bearer.podUid(), name, change, round.get()))
                : Optional.empty();
    }

    private static Optional<Integer> number(String text) {
        return text != null && text.matches("[1-9][0-9]{0,8}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }
}
