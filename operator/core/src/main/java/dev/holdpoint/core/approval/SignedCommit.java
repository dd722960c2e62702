package dev.holdpoint.core.approval;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One SSH-signed commit of ours, taken apart from its raw bytes. Strict: tree, parents, author, committer and one
 * signature, in this order, and no other header; anything else was not written by us.
 *
 * @param tree id of the tree
 * @param parents ids, in order
 * @param author the raw line without its keyword
 * @param committer the raw line without its keyword
 * @param message after the blank line
 * @param signature armored, with its line end
 */
public record SignedCommit(
        String tree, List<String> parents, String author, String committer, String message, String signature) {
    private static final int MAX_BYTES = 1 << 20;
    private static final String NAMESPACE = "git";
    private static final Pattern HEADER = Pattern.compile("tree ([0-9a-f]{40})\n"
            + "((?:parent [0-9a-f]{40}\n){0,8}+)"
            + "author ([^\n\0]{1,1024})\n"
            + "committer ([^\n\0]{1,1024})\n"
            + "(gpgsig ([^\n\0]{1,128}\n(?: [^\n\0]{1,128}\n){1,200}+))\n");

    public SignedCommit {
        parents = List.copyOf(parents);
    }

    /** Reads raw commit bytes, as {@code git cat-file commit} prints them. Nothing is proven by it. */
    public static Parsed<SignedCommit> parse(byte[] raw) {
        if (raw.length > MAX_BYTES) {
            return new Parsed.Bad<>("the commit has " + raw.length + " bytes, one of ours has at most " + MAX_BYTES);
        }
        Matcher header = header(raw);
        if (!header.lookingAt()) {
            return new Parsed.Bad<>("the commit's header is not tree, parents, author, committer and one signature");
        }
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        return new Parsed.Ok<>(new SignedCommit(
                header.group(1),
                header.group(2)
                        .lines()
                        .map(line -> line.substring("parent ".length()))
                        .toList(),
                utf8(header.group(3)),
                utf8(header.group(4)),
                utf8(text.substring(header.end())),
                header.group(6).replace("\n ", "\n")));
    }

    /** Whether this key, and no other, signed exactly this commit as {@code git commit -S} does. */
    public static SignatureCheck check(byte[] raw, SshPublicKey key) {
        return switch (parse(raw)) {
            case Parsed.Bad<SignedCommit>(var reason) -> new SignatureCheck.Bad(reason);
            case Parsed.Ok<SignedCommit>(var commit) ->
                switch (SshSignature.check(commit.signature(), unsigned(raw), NAMESPACE)) {
                    case SignatureCheck.Bad bad -> bad;
                    case SignatureCheck.Good good when good.key().equals(key) -> good;
                    case SignatureCheck.Good good ->
                        new SignatureCheck.Bad("the commit is signed by " + good.key() + ", not by " + key);
                };
        };
    }

    /** Whether this key signed exactly this commit. */
    public static boolean isSignedBy(byte[] raw, SshPublicKey key) {
        return check(raw, key) instanceof SignatureCheck.Good;
    }

    /** What git had signed: the commit without the signature's header. */
    private static byte[] unsigned(byte[] raw) {
        Matcher header = header(raw);
        if (!header.lookingAt()) {
            throw new IllegalArgumentException("parsed before");
        }
        byte[] bytes = Arrays.copyOf(raw, raw.length - (header.end(5) - header.start(5)));
        System.arraycopy(raw, header.end(5), bytes, header.start(5), raw.length - header.end(5));
        return bytes;
    }

    /** One char per byte: nothing is decoded, nothing can be lost. */
    private static Matcher header(byte[] raw) {
        return HEADER.matcher(new String(raw, StandardCharsets.ISO_8859_1));
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
