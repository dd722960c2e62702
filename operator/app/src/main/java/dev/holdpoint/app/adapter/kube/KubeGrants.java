package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.app.port.Grants;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Grants: the objects by which the API server knows that a plan digest is approved (rule R3). A grant is a Role and a
 * RoleBinding, because RBAC is the only fact about other objects that an admission expression can ask for.
 */
public final class KubeGrants implements Grants {
    private static final String SUBJECT = "approved-plans";
    private static final String CHANGE_LABEL = "holdpoint.dev/change-uid";

    private final KubernetesClient client;

    public KubeGrants(KubernetesClient client) {
        this.client = client;
    }

    /** The resource name that rule R3 asks for; the stack comes last, since its own name may hold hyphens. */
    static String nameOf(Grant grant) {
        return grant.changeUid() + "-r" + grant.round() + "-"
                + grant.plan().hex().substring(0, 32) + "-" + grant.stack();
    }

    @Override
    public boolean stands(Grant grant) {
        String name = nameOf(grant);
        return KubeFailure.of(
                "look for the grant " + name,
                () -> client.rbac()
                                        .roleBindings()
                                        .inNamespace(Places.APPROVALS)
                                        .withName(name)
                                        .get()
                                != null
                        && client.rbac()
                                        .roles()
                                        .inNamespace(Places.APPROVALS)
                                        .withName(name)
                                        .get()
                                != null);
    }

    @Override
    public boolean any(String changeUid) {
        return !KubeFailure.of(
                        "look for grants of " + changeUid,
                        () -> client.rbac()
                                .roles()
                                .inNamespace(Places.APPROVALS)
                                .withLabel(CHANGE_LABEL, changeUid)
                                .list()
                                .getItems())
                .isEmpty();
    }

    @Override
    public Set<String> changes() {
        return KubeFailure.of(
                        "list grants",
                        () -> client.rbac()
                                .roles()
                                .inNamespace(Places.APPROVALS)
                                .list()
                                .getItems())
                .stream()
                .map(role -> role.getMetadata().getLabels())
                .filter(labels -> labels != null && labels.containsKey(CHANGE_LABEL))
                .map(labels -> labels.get(CHANGE_LABEL))
                .collect(Collectors.toSet());
    }

    @Override
    public void write(Grant grant) {
        String name = nameOf(grant);
        ObjectMeta meta = new ObjectMetaBuilder()
                .withNamespace(Places.APPROVALS)
                .withName(name)
                .withLabels(Map.of(CHANGE_LABEL, grant.changeUid()))
                .build();
        Role role = new RoleBuilder()
                .withMetadata(meta)
                .addNewRule()
                .withApiGroups("holdpoint.dev")
                .withResources("approvedplans")
                .withResourceNames(name)
                .withVerbs("apply")
                .endRule()
                .build();
        RoleBinding binding = new RoleBindingBuilder()
                .withMetadata(meta)
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                .addNewSubject("", "ServiceAccount", SUBJECT, Places.APPROVALS)
                .build();
        createOnce(() -> client.resource(role).create());
        createOnce(() -> client.resource(binding).create());
    }

    @Override
    public void drop(String changeUid) {
        KubeFailure.of("drop the grants of " + changeUid, () -> {
            client.rbac()
                    .roleBindings()
                    .inNamespace(Places.APPROVALS)
                    .withLabel(CHANGE_LABEL, changeUid)
                    .resources()
                    .forEach(r -> r.delete());
            client.rbac()
                    .roles()
                    .inNamespace(Places.APPROVALS)
                    .withLabel(CHANGE_LABEL, changeUid)
                    .resources()
                    .forEach(r -> r.delete());
            return changeUid;
        });
    }

    private static void createOnce(Runnable create) {
        try {
            create.run();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw KubeFailure.of("write a grant", e);
            }
        }
    }
}
