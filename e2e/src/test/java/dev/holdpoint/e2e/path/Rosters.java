package dev.holdpoint.e2e.path;

import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.PersonKey;
import dev.holdpoint.api.PersonSpec;
import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.e2e.demo.Person;
import dev.holdpoint.e2e.git.GitSite;
import dev.holdpoint.e2e.git.Role;
import dev.holdpoint.e2e.install.Release;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The roster, as an installer changes it. */
final class Rosters {
    private Rosters() {}

    /** A roster with more people in it, signed as the roster in force asks, put in place by the installer. */
    static void welcome(Place place, String... people) {
        ApproverRoster roster =
                place.admin().resources(ApproverRoster.class).withName("people").require();
        for (String name : people) {
            GitSite.in(place.installed().installed().gitFolder()).user(name, Role.PERSON);
            PersonSpec like = roster.getSpec().people.getFirst();
            PersonSpec one = new PersonSpec();
            one.name = name;
            one.fullName = name;
            one.emails = List.of(name + "@shop.example");
            PersonKey key = new PersonKey();
            key.publicKey = person(place, name).publicKey();
            key.added = like.keys.getFirst().added;
            one.keys = List.of(key);
            roster.getSpec().people = Stream.concat(roster.getSpec().people.stream(), Stream.of(one))
                    .toList();
        }
        roster.getSpec().version++;
        try {
            Path text = Files.createTempFile("roster", ".json");
            Files.write(text, new CanonicalSettings().document(roster).canonical());
            roster.getSpec().signatures = List.of(person(place, "ada").sign(SettingsDocument.NAMESPACE, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (KubernetesClient installer = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(
                        place.cluster().kubeconfig(Release.INSTALLER).toFile()))
                .build()) {
            installer.resource(roster).update();
        }
    }

    private static Person person(Place place, String name) {
        return Person.in(place.installed().installed().people(), name);
    }
}
