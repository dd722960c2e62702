package dev.holdpoint.e2e.git;

import dev.holdpoint.app.intake.Operator;
import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.app.port.CommitDraft.FileWrite;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Commit drafts as tests need them. */
final class Drafts {
    static final Instant WHEN = Instant.parse("2026-11-20T10:00:00Z");

    private Drafts() {}

    static CommitDraft on(String parent, Operator operator, Map<String, FileWrite> writes) {
        return new CommitDraft(
                List.of(parent),
                Optional.of(parent),
                new TreeMap<>(writes),
                new CommitDraft.Ident("Jürgen Große", "jg@shop.example"),
                operator.ident(),
                WHEN,
                "Say what: ünïcode\n\nHoldpoint-Change: a/b",
                Optional.of(operator.signer()));
    }

    static CommitDraft unsigned(CommitDraft draft) {
        return new CommitDraft(
                draft.parents(),
                draft.tree(),
                draft.writes(),
                draft.author(),
                draft.committer(),
                draft.when(),
                draft.message(),
                Optional.empty());
    }

    static FileWrite text(String words) {
        return new FileWrite.Put(words.getBytes(StandardCharsets.UTF_8), 0100644);
    }
}
