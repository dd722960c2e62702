package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.CommitDraft;
import dev.holdpoint.core.approval.SshSigner;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * The bytes of a commit as {@code git commit} writes them, in UTF-8, and as {@code git commit -S} does with
 * gpg.format=ssh: the signature is over the commit without its own header.
 */
final class CommitBytes {
    private static final String SIGNATURE_NAMESPACE = "git";

    private CommitBytes() {}

    static byte[] of(CommitDraft draft, ObjectId tree) {
        StringBuilder head = new StringBuilder("tree ").append(tree.name()).append('\n');
        draft.parents()
                .forEach(parent -> head.append("parent ")
                        .append(ObjectId.fromString(parent).name())
                        .append('\n'));
        long seconds = draft.when().getEpochSecond();
        if (seconds < 0) {
            throw new IllegalArgumentException("a commit is not older than 1970");
        }
        String time = " " + seconds + " +0000\n";
        head.append("author ").append(ident(draft.author())).append(time);
        head.append("committer ").append(ident(draft.committer())).append(time);
        String message = "\n" + message(draft.message());
        String signature = signature(draft.signer(), head + message);
        return (head + signature + message).getBytes(StandardCharsets.UTF_8);
    }

    private static String signature(Optional<SshSigner> signer, String commit) {
        return signer.map(by -> by.sign(commit.getBytes(StandardCharsets.UTF_8), SIGNATURE_NAMESPACE))
                .map(armored -> "gpgsig " + armored.strip().replace("\n", "\n ") + "\n")
                .orElse("");
    }

    private static String ident(CommitDraft.Ident who) {
        return plain(who.name()) + " <" + plain(who.email()) + ">";
    }

    /** Nothing that could end a name, an address or the line early. */
    private static String plain(String text) {
        if (text.isBlank()
                || !text.equals(text.strip())
                || text.chars().anyMatch(c -> c < ' ' || c == '<' || c == '>')) {
            throw new IllegalArgumentException("a name or address in a commit is one trimmed line without < and >");
        }
        return text;
    }

    private static String message(String text) {
        if (text.indexOf(0) >= 0) {
            throw new IllegalArgumentException("a commit message holds no NUL");
        }
        return text.stripTrailing() + "\n";
    }
}
