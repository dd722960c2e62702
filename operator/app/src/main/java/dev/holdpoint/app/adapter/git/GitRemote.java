package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Stalled;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * The remote as the settings name it, and how much of it is borne.
 *
 * @param url https; file for tests
 * @param authority PEM of the only CA that is trusted; empty: those of the Java platform
 * @param hostKey host key line of an ssh remote
 * @param credential user and password or token
 */
public record GitRemote(
        String url,
        Optional<String> authority,
        Optional<String> hostKey,
        Optional<Credential> credential,
        Limits limits) {

    /** Who we are to the remote. Never prints the password. */
    public record Credential(String user, String password) {
        @Override
        public String toString() {
            return "credential of " + user;
        }
    }

    /**
     * What ends a conversation.
     *
     * @param silence longest time without an answer, and for connecting
     * @param whole longest time of one fetch or push
     * @param transfer most bytes that one fetch may bring
     * @param object most bytes of one object, unpacked
     * @param refs most branches and tags that no agent pushed
     * @param guests how much of what guests push is borne
     */
    public record Limits(Duration silence, Duration whole, long transfer, long object, int refs, Guests guests) {
        /**
         * For a repository of infrastructure code, with 2 GiB for its objects. The same in roles and runs: what can be
         * reviewed can be applied.
         */
        public static final Limits USUAL =
                new Limits(Duration.ofSeconds(20), Duration.ofMinutes(3), 1L << 30, 64L << 20, 20_000, Guests.USUAL);
    }

    /**
     * What branches of agents and tags may bring. Twice as much as {@code together} is on the disk at most: what was
     * replaced lately is there, too.
     *
     * @param each bytes of one
     * @param together bytes of all
     * @param count conversations that brought some
     */
    public record Guests(long each, long together, int count) {
        /** For a repository of infrastructure code. */
        public static final Guests USUAL = new Guests(32L << 20, 256L << 20, 500);
    }

    /** The URL as a checked one: no other scheme, no credentials in it. */
    URI checked() {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new Stalled("The repository's URL cannot be read. Correct spec.url of the ChangeRepository.", e);
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        if (scheme.equals("ssh")) {
            throw new Stalled("The remote " + shown(uri)
                    + " speaks ssh, which this version does not. Give an https URL with caBundle in the"
                    + " ChangeRepository.");
        }
        if (!scheme.equals("https") && !scheme.equals("file")) {
            throw new Stalled("The remote " + shown(uri)
                    + " is not reached by https. Give an https URL in the ChangeRepository.");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw new Stalled("The remote " + shown(uri)
                    + " has credentials or a query in its URL. Credentials belong into the Secret, not into the URL.");
        }
        return uri;
    }

    /** The URL without anything secret, for messages. */
    String shown() {
        try {
            return shown(new URI(url));
        } catch (URISyntaxException e) {
            return "(a URL that cannot be read)";
        }
    }

    private static String shown(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + host + port + path;
    }
}
