package dev.holdpoint.e2e.path;

import java.util.Optional;

/** Who dies, and how. */
enum Victim {
    OPERATOR,
    ATTESTOR,
    BOTH_ROLES,
    API_SERVER,
    /** All processes of the pod of that moment. */
    POD,
    /** The pod of that moment is evicted, as a node that drains does it. */
    EVICTED_POD,
    COMPANION,
    ENGINE,
    /** The engine and the process that started it. */
    WRAPPER;

    boolean fits(Moment moment) {
        return switch (this) {
            case OPERATOR, ATTESTOR, BOTH_ROLES, API_SERVER -> true;
            case POD, EVICTED_POD -> moment.hasPod();
            case COMPANION, ENGINE, WRAPPER -> moment == Moment.ENGINE_AT_WORK;
        };
    }

    /** Where the order may be lost: its pod died, or nobody is left who knows what the pod was to be given. */
    boolean mayEndTheOrder(Moment moment) {
        return switch (this) {
            case POD, ENGINE, WRAPPER -> moment.isApply();
            case EVICTED_POD -> moment == Moment.APPLY_POD;
            case OPERATOR, BOTH_ROLES ->
                moment == Moment.ALL_VOTES || moment == Moment.APPROVED || moment == Moment.APPLY_POD;
            case API_SERVER -> moment == Moment.APPROVED || moment == Moment.APPLY_POD || moment == Moment.ALL_VOTES;
            case ATTESTOR, COMPANION -> false;
        };
    }

    /** Returns how many processes or pods were hit; 0 when they had ended already. */
    int kill(Place place, Optional<RunPod> pod) {
        return switch (this) {
            case OPERATOR -> Crash.role(place, "operator");
            case ATTESTOR -> Crash.role(place, "attestor");
            case BOTH_ROLES -> Crash.role(place, "operator") + Crash.role(place, "attestor");
            case API_SERVER -> {
                place.cluster().restartApiServer();
                yield 1;
            }
            case POD -> pod.orElseThrow().killAll();
            case EVICTED_POD -> pod.orElseThrow().evict();
            case COMPANION -> pod.orElseThrow().killCompanion();
            case ENGINE -> pod.orElseThrow().killEngine();
            case WRAPPER -> pod.orElseThrow().killWrapper();
        };
    }
}
