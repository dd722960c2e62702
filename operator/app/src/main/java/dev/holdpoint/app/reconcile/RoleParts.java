package dev.holdpoint.app.reconcile;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;

/**
 * What each role is made from.
 *
 * @param watchInterval how often Git and settings are looked at for what nobody announces
 */
public record RoleParts(KubernetesClient client, Ports ports, CommitSignatures signatures, Duration watchInterval) {}
