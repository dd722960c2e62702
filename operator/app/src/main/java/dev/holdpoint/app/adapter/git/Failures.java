package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.errors.TransportException;

/** Who must act when a conversation with the remote fails. Messages name the remote, never a credential. */
final class Failures {
    private static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int FIRST_REDIRECT = 300;

    private Failures() {}

    static RuntimeException judge(TransportException e, int status, GitRemote remote) {
        String where = "The remote " + remote.shown();
        Set<Throwable> causes = new HashSet<>();
        for (Throwable cause = e; cause != null && causes.add(cause); cause = cause.getCause()) {
            if (isIdentity(cause)) {
                return new Stalled(
                        where + " does not prove to be the one that the settings name: its certificate is not trusted."
                                + " Check spec.url and spec.caBundle of the ChangeRepository; somebody may be in between.",
                        e);
            }
            if (isTooMuch(cause)) {
                return new Stalled(
                        where + " sent more than is read (" + remote.limits().transfer() + " bytes in one fetch, "
                                + remote.limits().object()
                                + " in one object). Find the branch that holds large files and delete it.",
                        e);
            }
        }
        return byStatus(e, status, where);
    }

    /** Whether a conversation ended because of what it brought, and not because of the remote. */
    static boolean isTooMuch(TransportException e) {
        Set<Throwable> causes = new HashSet<>();
        for (Throwable cause = e; cause != null && causes.add(cause); cause = cause.getCause()) {
            if (isTooMuch(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it was one object that is too large. */
    static boolean isTooLarge(TransportException e) {
        Set<Throwable> causes = new HashSet<>();
        for (Throwable cause = e; cause != null && causes.add(cause); cause = cause.getCause()) {
            if (cause instanceof TooLargeObjectInPackException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isTooMuch(Throwable cause) {
        return cause instanceof Conversation.TooMuch
                || cause instanceof TooLargeObjectInPackException
                || cause instanceof TooLargePackException;
    }

    private static boolean isIdentity(Throwable cause) {
        return cause instanceof CertificateException
                || cause instanceof CertPathBuilderException
                || cause instanceof CertPathValidatorException
                || cause instanceof SSLPeerUnverifiedException;
    }

    private static RuntimeException byStatus(TransportException e, int status, String where) {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return new Stalled(
                    where + " refuses our credentials (HTTP " + status
                            + "). Correct the Secret with this repository's user and password.",
                    e);
        }
        if (status == TOO_MANY || status >= FIRST_SERVER_ERROR) {
            return new Unavailable(where + " has trouble (HTTP " + status + ").", e);
        }
        if (status >= FIRST_REDIRECT) {
            return new Stalled(
                    where + " does not serve a repository there (HTTP " + status
                            + "). Correct spec.url of the ChangeRepository, or give our user access.",
                    e);
        }
        return new Unavailable(where + " does not answer, or not to the end.", e);
    }
}
