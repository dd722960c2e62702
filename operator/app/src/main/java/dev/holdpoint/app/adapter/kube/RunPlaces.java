package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.core.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Where a run of each kind lives, and what it is called. */
final class RunPlaces {
    /** The one account of all render runs: it may do nothing. */
    static final String RENDER_ACCOUNT = "render";

    /** Characters of a Job's name: its pods' names add six, and 63 is the limit. */
    private static final int NAME_LENGTH = 40;

    private RunPlaces() {}

    static String namespace(RunKind kind) {
        return switch (kind) {
            case PLAN -> Places.RUNS_PLAN;
            case RENDER -> Places.RUNS_RENDER;
            case APPLY -> Places.RUNS_APPLY;
        };
    }

    static Optional<RunKind> kind(String namespace) {
        return List.of(RunKind.values()).stream()
                .filter(kind -> namespace(kind).equals(namespace))
                .findFirst();
    }

    /** Derived from what the run is, so that starting it twice finds the first. */
    static String job(RunKind kind, String asker, String changeUid, int round, int attempt) {
        String identity =
                String.join("/", kind.word(), asker, changeUid, Integer.toString(round), Integer.toString(attempt));
        return kind.word() + "-"
                + Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).shortName(NAME_LENGTH);
    }
}
