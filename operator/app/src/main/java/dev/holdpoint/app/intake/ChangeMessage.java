package dev.holdpoint.app.intake;

import dev.holdpoint.api.InfrastructureChange;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Messages of our commits. The requester's words are claims: quoted line by line, so that none of them is a trailer, and
 * without square brackets, since forges read "[skip ci]" anywhere in a message.
 */
final class ChangeMessage {
    private static final int TITLE = 72;
    private static final int WORDS = 8192;

    private ChangeMessage() {}

    static String of(InfrastructureChange change) {
        return subject(change, "") + "\n\nClaimed by the requester:\n\n> "
                + claim(change.getSpec().title, WORDS) + "\n>\n"
                + change.getSpec()
                        .reasoning
                        .lines()
                        .map(line -> ("> " + claim(line, WORDS)).stripTrailing())
                        .collect(Collectors.joining("\n"))
                + "\n\n" + identity(change);
    }

    static String preview(InfrastructureChange change, int round) {
        return subject(change, "Review of ") + "\n\nTo approve, sign a tag as APPROVE.txt says.\n\n" + identity(change)
                + "\nHoldpoint-Round: " + round;
    }

    static String merge(InfrastructureChange change, Map<String, String> trailers) {
        return subject(change, "Merge ") + "\n\n" + identity(change)
                + trailers.entrySet().stream()
                        .map(trailer -> "\n" + trailer.getKey() + ": " + claim(trailer.getValue(), WORDS))
                        .collect(Collectors.joining());
    }

    private static String subject(InfrastructureChange change, String what) {
        String name = what + "change " + place(change);
        String title = claim(change.getSpec().title, TITLE);
        return what.isEmpty() ? "Change " + place(change) + ": " + title : name;
    }

    private static String place(InfrastructureChange change) {
        return change.getMetadata().getNamespace() + "/" + change.getMetadata().getName();
    }

    private static String identity(InfrastructureChange change) {
        return "Holdpoint-Change: " + place(change) + "\nHoldpoint-Change-UID: "
                + change.getMetadata().getUid();
    }

    /** One printable line; characters that hide or turn text become question marks. */
    private static String claim(String text, int most) {
        String plain = text.codePoints()
                .map(c -> switch (c) {
                    case '[' -> '(';
                    case ']' -> ')';
                    case '\t' -> ' ';
                    default -> isShown(c) ? c : '?';
                })
                .limit(most)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.strip();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
