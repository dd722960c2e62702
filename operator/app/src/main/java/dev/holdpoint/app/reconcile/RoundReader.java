package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.derive.Preview;
import dev.holdpoint.app.derive.RoundDerivation;
import dev.holdpoint.app.derive.RoundSources;
import dev.holdpoint.core.digest.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers a round's sources and derives its preview. The last previews are kept by the digest of all that they were
 * derived from, since deriving is pure: a kept one is the same bytes.
 */
final class RoundReader {
    private static final int KEPT = 64;

    private final Ports ports;
    private final RenderCache renders;
    private final Map<String, Preview> previews = new LinkedHashMap<>();

    RoundReader(Ports ports, RenderCache renders) {
        this.ports = ports;
        this.renders = renders;
    }

    /** A round's sources, when its plan is rendered and its state is still the registered one. */
    Optional<RoundSources> sources(Scene scene, ChangeBranch.Standing standing, InfrastructurePlan plan) {
        Optional<byte[]> json = renders.find(scene.uid(), plan.getSpec().round, plan.getSpec().digest);
        if (json.isEmpty()) {
            return Optional.empty();
        }
        StateView state = new StateView(scene.state());
        Optional<StateVersion> current = state.current();
        return Optional.of(new RoundSources(
                scene.change(),
                scene.settings(),
                plan,
                ports.plans().bytes(plan),
                json.get(),
                standing.tree(),
                standing.base(),
                standing.changeCommit(),
                current.map(ports.custody()::bytes),
                state.established()));
    }

    Preview preview(Scene scene, RoundSources sources) {
        String key = sources.plan().getMetadata().getUid() + "/"
                + Sha256.of(sources.planJson()).hex() + "/"
                + scene.settings().digest().hex() + "/"
                + sources.tree().digest().hex() + "/" + sources.base() + "/"
                + sources.state().map(Sha256::of).map(Sha256::hex).orElse("none") + sources.established();
        synchronized (previews) {
            Preview kept = previews.get(key);
            if (kept != null) {
                return kept;
            }
        }
        Preview fresh = ports.rounds().derive(sources);
        synchronized (previews) {
            previews.put(key, fresh);
            if (previews.size() > KEPT) {
                previews.remove(previews.keySet().iterator().next());
            }
        }
        return fresh;
    }

    /** Digest of what the plan of this round is made from, as this role reads it. */
    static Sha256 inputs(Scene scene, ChangeBranch.Standing standing, InfrastructurePlan plan) {
        String lock = plan.getSpec().lockFile;
        return RoundDerivation.inputs(scene.change(), scene.settings(), standing.tree(), lock == null ? "" : lock);
    }
}
