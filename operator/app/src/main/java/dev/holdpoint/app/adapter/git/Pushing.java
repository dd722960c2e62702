package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.PushResult;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** An atomic push with leases, and what the remote's answer means. */
final class Pushing {
    private static final int WORDS = 200;

    private Pushing() {}

    /** What became of one ref. */
    private sealed interface Fate {
        /** It stands where it should. */
        record There() implements Fate {}

        /** It is not where it was seen. */
        record Lost(String ref) implements Fate {}

        /** The remote said no, in its own words. */
        record Refused(String ref, String why) implements Fate {}

        /** Nobody knows. */
        record Unknown(String ref) implements Fate {}
    }

    static PushResult push(Transport transport, Repository local, List<RefMove> moves) throws IOException {
        transport.setPushAtomic(true);
        List<RemoteRefUpdate> updates = new ArrayList<>();
        for (RefMove move : moves) {
            updates.add(new RemoteRefUpdate(
                    local,
                    (String) null,
                    move.to().map(ObjectId::fromString).orElse(ObjectId.zeroId()),
                    move.ref(),
                    // The lease is what protects; a preview is replaced by one that does not descend from it.
                    true,
                    null,
                    move.seen().map(ObjectId::fromString).orElse(ObjectId.zeroId())));
        }
        org.eclipse.jgit.transport.PushResult answer = transport.push(NullProgressMonitor.INSTANCE, updates);
        return judge(updates.stream()
                .map(update -> fate(update, answer.getMessages()))
                .toList());
    }

    private static PushResult judge(Collection<Fate> fates) {
        Optional<PushResult> lost = Optional.empty();
        Optional<PushResult> refused = Optional.empty();
        for (Fate fate : fates) {
            switch (fate) {
                case Fate.There there -> {
                    // As wished.
                }
                case Fate.Lost(var ref) -> lost = lost.or(() -> Optional.of(new PushResult.LeaseLost(ref)));
                case Fate.Refused(var ref, var why) ->
                    refused = refused.or(() -> Optional.of(new PushResult.Denied(ref, why)));
                case Fate.Unknown(var ref) ->
                    throw new Unavailable("The remote did not say what became of " + ref + ".");
            }
        }
        if (lost.isPresent()) {
            return lost.get();
        }
        return refused.orElse(new PushResult.Done());
    }

    private static Fate fate(RemoteRefUpdate update, String messages) {
        String ref = update.getRemoteName();
        return switch (update.getStatus()) {
            // A second attempt finds the first, also when what should go is gone.
            case OK, UP_TO_DATE, NON_EXISTING -> new Fate.There();
            case REJECTED_REMOTE_CHANGED -> new Fate.Lost(ref);
            case REJECTED_NONFASTFORWARD -> new Fate.Refused(ref, "it takes fast-forwards only");
            case REJECTED_NODELETE -> new Fate.Refused(ref, "it does not let refs be deleted");
            case REJECTED_OTHER_REASON -> new Fate.Refused(ref, words(update.getMessage(), messages));
            case NOT_ATTEMPTED, AWAITING_REPORT -> new Fate.Unknown(ref);
        };
    }

    /** Text from outside: one printable line, not too long. */
    static String words(String reason, String messages) {
        String all = (reason == null ? "" : reason) + " " + (messages == null ? "" : messages);
        String clean = all.codePoints()
                .map(c -> c >= ' ' && c < 0x7f ? c : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .replaceAll(" +", " ")
                .strip();
        return clean.length() > WORDS ? clean.substring(0, WORDS) + "..." : clean;
    }
}
