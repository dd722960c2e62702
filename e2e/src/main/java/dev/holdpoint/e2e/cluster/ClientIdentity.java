package dev.holdpoint.e2e.cluster;

import java.util.List;

/** Who a client certificate speaks for: {@code user} becomes its CN, each group an O (Kubernetes, X.509 client certificates). */
public record ClientIdentity(String user, List<String> groups) {
    public ClientIdentity {
        if (user.isBlank()) {
            throw new IllegalArgumentException("a client certificate needs a user name, found an empty one");
        }
        groups = List.copyOf(groups);
    }

    public static ClientIdentity of(String user, String... groups) {
        return new ClientIdentity(user, List.of(groups));
    }
}
