package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.function.Supplier;

/** Who must act when the API server says no, or says nothing. */
final class KubeFailure {
    private static final int UNPROCESSABLE = 422;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;

    private KubeFailure() {}

    /** Runs one call and names what it was for when it fails. */
    static <T> T of(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (KubernetesClientException e) {
            throw of(what, e);
        }
    }

    /** Without a status there was no answer; conflicts and overload pass; all other refusals stay. */
    static RuntimeException of(String what, KubernetesClientException e) {
        int code = e.getCode();
        boolean passes = code == 0
                || code == HttpURLConnection.HTTP_CLIENT_TIMEOUT
                || code == HttpURLConnection.HTTP_CONFLICT
                || code == TOO_MANY_REQUESTS
                || code >= SERVER_ERRORS;
        String message = "cannot " + what + ": "
                + (e.getStatus() == null ? e.getMessage() : e.getStatus().getMessage());
        return passes ? new Unavailable(message, e) : new Stalled(message, e);
    }

    static boolean isConflict(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT;
    }

    static boolean isInvalid(KubernetesClientException e) {
        return e.getCode() == UNPROCESSABLE;
    }
}
