package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Stalled;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** Conversations with one remote, one at a time. */
final class Talking {
    private final GitRemote remote;
    private final URI url;
    private final Optional<TrustManager[]> trust;
    private final ReentrantLock lock = new ReentrantLock();

    /** @throws Stalled when the remote's URL or CA cannot be used */
    Talking(GitRemote remote) {
        this.remote = remote;
        this.url = remote.checked();
        this.trust = remote.authority().map(Trust::in);
    }

    /** What is said to the remote. */
    @FunctionalInterface
    interface Talk<T> {
        T over(Transport transport, Conversation conversation) throws IOException;
    }

    /**
     * Speaks with the remote.
     *
     * @param local where objects go to and come from
     * @param mostBytes that the remote may send
     * @throws IOException when the local copy cannot be used
     */
    <T> T talk(Repository local, long mostBytes, Talk<T> talk) throws IOException {
        lock.lock();
        try {
            return talk(local, new Conversation(trust, remote.limits(), mostBytes), talk);
        } finally {
            lock.unlock();
        }
    }

    private <T> T talk(Repository local, Conversation conversation, Talk<T> talk) throws IOException {
        try (Transport transport = Transport.open(local, new URIish(url.toString()))) {
            transport.setTimeout((int) remote.limits().silence().toSeconds());
            // A pack that leans on objects which are here is filled up with them: it would grow beyond what was sent.
            transport.setFetchThin(false);
            if (transport instanceof TransportHttp http) {
                http.setHttpConnectionFactory(conversation);
                // Never a CredentialsProvider: JGit would also ask it whether to trust an unknown certificate.
                remote.credential().ifPresent(who -> http.setPreemptiveBasicAuthentication(who.user(), who.password()));
            }
            return talk.over(transport, conversation);
        } catch (TransportException e) {
            throw Failures.judge(e, conversation.lastStatus(), remote);
        } catch (URISyntaxException e) {
            throw new Stalled("The repository's URL cannot be read. Correct spec.url of the ChangeRepository.", e);
        }
    }
}
