package dev.holdpoint.app.audit;

import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.SettingsLaw;
import dev.holdpoint.core.approval.SignatureCheck;
import dev.holdpoint.core.approval.SshPublicKey;
import dev.holdpoint.core.approval.SshSignature;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.Chain;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.Proven;
import dev.holdpoint.core.record.SettingsRecorded;
import dev.holdpoint.core.record.SignedEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Proves ledgers. The chain's links are the chain's own business; here every signature on it is traced back to the one
 * fingerprint that was pinned outside: the first roster's, under which people signed all later settings, which name the
 * attestor's key.
 *
 * <p>What was proven is remembered: proving a ledger again with one more entry costs one entry. Not safe for use by
 * several threads.
 */
public final class LedgerProof {
    private final Optional<Sha256> root;
    private Map<Sha256, SshPublicKey> verified = new HashMap<>();
    private final Deque<Known> known = new ArrayDeque<>();

    /** @param root fingerprint of the first roster; empty: the first roster is believed, and nothing is anchored */
    public LedgerProof(Optional<Sha256> root) {
        this.root = root;
    }

    /** What came of it. */
    public sealed interface Result {
        /** @param anchored whether the head that was given is in it */
        record Sound(History history, RecordedSettings settings, boolean anchored) implements Result {}

        /** The first thing that does not hold. */
        record Broken(String file, String why) implements Result {}
    }

    /**
     * A chain that was proven. The last one is kept with the one that it went on from: its new entry may never come to
     * stand, and another will take its place.
     */
    private record Known(List<SignedEntry> entries, Result.Sound sound) {
        /** Entries are equal when they hold the very same arrays: the objects that were looked at. */
        boolean beginsIn(List<SignedEntry> chain) {
            return entries.size() <= chain.size()
                    && IntStream.range(0, entries.size())
                            .allMatch(i -> entries.get(i).equals(chain.get(i)));
        }
    }

    /** @param head noted elsewhere; it must be in the chain */
    public Result prove(List<SignedEntry> entries, Optional<Sha256> head) {
        Optional<Known> before = head.isPresent()
                ? Optional.empty()
                : known.stream()
                        .filter(one -> one.beginsIn(entries))
                        .max(Comparator.comparingInt(one -> one.entries().size()));
        Result result =
                before.map(one -> further(one, entries)).orElseGet(() -> fromTheStart(List.copyOf(entries), head));
        if (result instanceof Result.Sound sound) {
            known.clear();
            known.addFirst(new Known(List.copyOf(entries), sound));
            before.ifPresent(known::addLast);
        }
        return result;
    }

    private Result further(Known before, List<SignedEntry> entries) {
        int from = before.entries().size();
        List<SignedEntry> more = entries.subList(from, entries.size());
        return switch (Chain.extend(before.sound().history(), more, (bytes, signature) -> true)) {
            case Chain.Result.Broken(var file, var why) -> new Result.Broken(file, why);
            case Chain.Result.Sound(var history, var anchored) ->
                switch (RecordedSettings.extend(
                        before.sound().settings(),
                        history.proven().subList(from, entries.size()),
                        root.orElseGet(() -> ownRoot(history)))) {
                    case RecordedSettings.Result.Broken(var number, var why) ->
                        new Result.Broken(entries.get((int) number - 1).file(), why);
                    case RecordedSettings.Result.Proven(var settings) -> {
                        // The first settings of the repository say who had to sign what stands before them.
                        boolean told = before.sound().settings().nameAttestor() || !settings.nameAttestor();
                        yield signatures(entries, told ? from : 0, new Result.Sound(history, settings, false));
                    }
                };
        };
    }

    private Result fromTheStart(List<SignedEntry> entries, Optional<Sha256> head) {
        // Who had to sign follows from what the chain says; so first what it says, then who signed it.
        return switch (Chain.verify(entries, (bytes, signature) -> true, head)) {
            case Chain.Result.Broken(var file, var why) -> new Result.Broken(file, why);
            case Chain.Result.Sound(var history, var anchored) ->
                switch (RecordedSettings.prove(history, root.orElseGet(() -> ownRoot(history)))) {
                    case RecordedSettings.Result.Broken(var number, var why) ->
                        new Result.Broken(entries.get((int) number - 1).file(), why);
                    case RecordedSettings.Result.Proven(var settings) ->
                        signatures(entries, 0, new Result.Sound(history, settings, anchored));
                };
        };
    }

    private static Sha256 ownRoot(History history) {
        for (Proven proven : history.proven()) {
            if (proven.fact() instanceof SettingsRecorded(var document)
                    && document.id().kind().equals(SettingsLaw.ROSTER)) {
                return document.fingerprint();
            }
        }
        return Sha256.of(new byte[0]);
    }

    private Result signatures(List<SignedEntry> entries, int from, Result.Sound sound) {
        Map<Sha256, SshPublicKey> now = from == 0 ? new HashMap<>() : new HashMap<>(verified);
        for (int i = from; i < entries.size(); i++) {
            SignedEntry entry = entries.get(i);
            Sha256 name =
                    Sha256.of((Sha256.of(entry.bytes()).hex() + entry.signature()).getBytes(StandardCharsets.UTF_8));
            SshPublicKey known = verified.get(name);
            Parsed<SshPublicKey> signer = known == null ? signer(entry) : new Parsed.Ok<>(known);
            Set<SshPublicKey> rightful = sound.settings().signersOf(i + 1L);
            switch (signer) {
                case Parsed.Bad<SshPublicKey>(var reason) -> {
                    return new Result.Broken(entry.file(), "the attestor did not sign it: " + reason);
                }
                case Parsed.Ok<SshPublicKey>(var key)
                when !rightful.isEmpty() && !rightful.contains(key) -> {
                    return new Result.Broken(
                            entry.file(),
                            "the attestor did not sign it: it is signed with " + key.fingerprint()
                                    + ", which the repository's settings did not name then");
                }
                case Parsed.Ok<SshPublicKey>(var key) -> now.put(name, key);
            }
        }
        verified = now;
        return sound;
    }

    private static Parsed<SshPublicKey> signer(SignedEntry entry) {
        return switch (SshSignature.check(entry.signature(), entry.bytes(), SignedEntry.NAMESPACE)) {
            case SignatureCheck.Bad(var reason) -> new Parsed.Bad<>(reason);
            case SignatureCheck.Good(var key, var presence) -> new Parsed.Ok<>(key);
        };
    }
}
