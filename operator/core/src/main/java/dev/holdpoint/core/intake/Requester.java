package dev.holdpoint.core.intake;

/**
 * Whoever asks, by the user name that the API server knows. As the author of a commit it cannot be taken for a person:
 * the address lies in a domain that nobody can receive mail in ({@code .invalid}, RFC 2606).
 *
 * @param user user name in the cluster, at most 253 characters
 */
public record Requester(String user) {
    private static final String DOMAIN = "@requester.holdpoint.invalid";
    private static final int MAX = 253;

    /** Checks the length. */
    public Requester {
        if (user.isBlank() || user.length() > MAX) {
            throw new IllegalArgumentException("a user name has 1 to " + MAX + " characters");
        }
    }

    /** The name as an author: printable ASCII without angle brackets. */
    public String authorName() {
        String plain = user.codePoints()
                .map(c -> c > ' ' && c < 0x7f && c != '<' && c != '>' ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain;
    }

    /** The address as an author. */
    public String authorEmail() {
        String local = user.codePoints()
                .map(c -> isAtom(c) ? c : '-')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return local + DOMAIN;
    }

    private static boolean isAtom(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }
}
