package dev.holdpoint.app.adapter.ledger;

import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.Ledger;
import dev.holdpoint.app.port.PushResult;
import dev.holdpoint.app.port.RefMove;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.SshPublicKey;
import dev.holdpoint.core.approval.SshSigner;
import dev.holdpoint.core.change.TreeEntry;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.Entry;
import dev.holdpoint.core.record.EntryKind;
import dev.holdpoint.core.record.History;
import dev.holdpoint.core.record.LedgerFolder;
import dev.holdpoint.core.record.SignedEntry;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The attestor's ledger of one repository: one commit per entry, entry and commit signed with the attestor's key. Safe
 * for use by several threads; of two that append after the same history one is told to read again.
 */
public final class GitLedger implements Ledger {
    static final CommitDraft.Ident ATTESTOR = new CommitDraft.Ident("Holdpoint attestor", "attestor@holdpoint.invalid");

    private final Repository repository;
    private final LedgerBranch branch;
    private final SshSigner signer;

    /**
     * @param root fingerprint of the first roster, given at installation from outside the cluster
     * @param signer holds the attestor's key
     */
    public GitLedger(Repository repository, Sha256 root, SshSigner signer) {
        this.repository = repository;
        this.branch = new LedgerBranch(repository, root);
        this.signer = signer;
    }

    @Override
    public History read(Optional<Sha256> known) {
        return branch.read(known).history();
    }

    @Override
    public synchronized Optional<History> append(History after, Draft draft) {
        Optional<LedgerBranch.State> seen = branch.at(after);
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        LedgerBranch.State state = seen.get();
        demandOurKey(state, draft.kind());
        SignedEntry entry = signed(state, draft);
        return switch (branch.with(state, entry)) {
            case Parsed.Bad<LedgerBranch.State>(var reason) ->
                throw new IllegalArgumentException("nothing was recorded, because no such entry can follow: " + reason);
            case Parsed.Ok<LedgerBranch.State>(var next) -> push(state, next, entry, draft);
        };
    }

    /** An entry that nobody accepts must not be pushed; a change of the key itself is judged by the proof. */
    private void demandOurKey(LedgerBranch.State state, EntryKind kind) {
        Optional<SshPublicKey> named = state.settings().attestor();
        if (kind != EntryKind.SETTINGS && named.isPresent() && !named.get().equals(signer.key())) {
            throw new Stalled("the attestor's key is " + signer.key().fingerprint() + ", the settings in force of the"
                    + " repository name " + named.get().fingerprint()
                    + ": mount the key that belongs to it, or sign a new version of the ChangeRepository that names the"
                    + " attestor's key.");
        }
    }

    private SignedEntry signed(LedgerBranch.State state, Draft draft) {
        Map<String, Sha256> digests = new TreeMap<>();
        draft.attachments().forEach((name, bytes) -> digests.put(name, Sha256.of(bytes)));
        Optional<Entry> last = state.history().entries().isEmpty()
                ? Optional.empty()
                : Optional.of(state.history().entries().getLast());
        Entry entry = Entry.after(last, draft.time(), draft.kind(), draft.fields(), digests);
        return LedgerFolder.entry(entry, signer.sign(entry.bytes(), SignedEntry.NAMESPACE), draft.attachments());
    }

    private Optional<History> push(LedgerBranch.State state, LedgerBranch.State next, SignedEntry entry, Draft draft) {
        String commit = repository.write(new CommitDraft(
                state.commit().map(List::of).orElse(List.of()),
                state.commit(),
                writes(state, entry),
                ATTESTOR,
                ATTESTOR,
                draft.time().truncatedTo(ChronoUnit.SECONDS),
                "Record " + draft.kind().word() + ", entry " + next.history().number() + "\n",
                Optional.of(signer)));
        RefMove move = new RefMove(LedgerFolder.BRANCH, state.commit(), Optional.of(commit));
        return switch (repository.push(List.of(move))) {
            case PushResult.LeaseLost lost -> Optional.empty();
            case PushResult.Denied(var ref, var why) ->
                throw new Stalled("the Git server does not let the attestor push " + ref + ": " + why
                        + ". Give the attestor's credential the right to push this branch, and nobody else's.");
            case PushResult.Done done -> {
                branch.moved(next, commit);
                yield Optional.of(next.history());
            }
        };
    }

    private static SortedMap<String, CommitDraft.FileWrite> writes(LedgerBranch.State state, SignedEntry entry) {
        SortedMap<String, CommitDraft.FileWrite> writes = new TreeMap<>();
        LedgerFolder.files(entry)
                .forEach((path, bytes) -> writes.put(path, new CommitDraft.FileWrite.Put(bytes, TreeEntry.REGULAR)));
        if (state.commit().isEmpty()) {
            byte[] readme = LedgerFolder.README_TEXT.getBytes(StandardCharsets.UTF_8);
            writes.put(LedgerFolder.README, new CommitDraft.FileWrite.Put(readme, TreeEntry.REGULAR));
        }
        return writes;
    }
}
