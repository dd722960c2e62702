package dev.holdpoint.app.settings;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.holdpoint.core.approval.SettingsDocument;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a signature into a YAML file by inserting lines, so that comments, order and layout stay. Afterwards the text is
 * read again: it must say what it said before, plus the signature, or nothing is changed.
 */
public final class SignatureInsertion {
    private static final Pattern EMPTY_LIST = Pattern.compile("( *)signatures:\\s*(\\[\\s*\\])?\\s*(#.*)?");
    private static final Pattern ITEM = Pattern.compile("( *)- .*");

    private SignatureInsertion() {}

    /** Where the spec of one document lies; lines count from 1, 0 means absent. */
    private static final class Layout {
        private int specLine;
        private int childLine;
        private int childColumn;
        private int signaturesLine;
    }

    /**
     * The text with one signature more.
     *
     * @param index of the document, among those that are not empty, from 0
     * @param armored the signature
     * @return empty when the file is laid out in a way that cannot be edited line by line
     */
    public static Optional<String> insert(String text, int index, String armored) {
        Layout layout = layouts(text).get(index);
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        if (layout.specLine == 0 || layout.childLine <= layout.specLine) {
            return Optional.empty();
        }
        if (layout.signaturesLine == 0) {
            String indent = " ".repeat(layout.childColumn - 1);
            lines.add(layout.specLine, indent + "signatures:");
            lines.addAll(layout.specLine + 1, item(indent + "  ", armored));
        } else if (!intoList(lines, layout.signaturesLine, armored)) {
            return Optional.empty();
        }
        String edited = String.join("\n", lines);
        return saysTheSame(text, edited, index, armored) ? Optional.of(edited) : Optional.empty();
    }

    private static boolean intoList(List<String> lines, int signaturesLine, String armored) {
        Matcher empty = EMPTY_LIST.matcher(lines.get(signaturesLine - 1));
        if (!empty.matches()) {
            return false;
        }
        int next = signaturesLine;
        while (next < lines.size()
                && (lines.get(next).isBlank() || lines.get(next).strip().startsWith("#"))) {
            next++;
        }
        Matcher item = ITEM.matcher(next < lines.size() ? lines.get(next) : "");
        boolean hasItems = empty.group(2) == null
                && item.matches()
                && item.group(1).length() >= empty.group(1).length();
        if (hasItems) {
            lines.addAll(next, item(item.group(1), armored));
        } else {
            lines.set(signaturesLine - 1, empty.group(1) + "signatures:");
            lines.addAll(signaturesLine, item(empty.group(1) + "  ", armored));
        }
        return true;
    }

    private static List<String> item(String indent, String armored) {
        List<String> lines = new ArrayList<>(List.of(indent + "- |"));
        armored.lines().forEach(line -> lines.add(indent + "  " + line));
        return lines;
    }

    private static boolean saysTheSame(String before, String after, int index, String armored) {
        try {
            List<HasMetadata> old = SettingsFile.read("", before);
            List<HasMetadata> now = SettingsFile.read("", after);
            if (old.size() != now.size()) {
                return false;
            }
            CanonicalSettings texts = new CanonicalSettings();
            for (int i = 0; i < old.size(); i++) {
                SettingsDocument was = texts.document(old.get(i));
                SettingsDocument is = texts.document(now.get(i));
                Set<String> expected = new HashSet<>(was.signatures());
                if (i == index) {
                    expected.add(armored);
                }
                if (!was.fingerprint().equals(is.fingerprint()) || !expected.equals(new HashSet<>(is.signatures()))) {
                    return false;
                }
            }
            return true;
        } catch (SettingsFile.Unreadable e) {
            // The edit spoiled the file; the caller shows the signature instead, to be put in by hand.
            return false;
        }
    }

    private static List<Layout> layouts(String text) {
        List<Layout> layouts = new ArrayList<>();
        try (YAMLParser parser = new YAMLFactory().createParser(text)) {
            int depth = 0;
            boolean inSpec = false;
            Layout layout = new Layout();
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart() && depth++ == 0) {
                    layout = new Layout();
                    layouts.add(layout);
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME && depth == 1) {
                    inSpec = parser.currentName().equals("spec");
                    layout.specLine = inSpec ? parser.currentTokenLocation().getLineNr() : layout.specLine;
                } else if (token == JsonToken.FIELD_NAME && depth == 2 && inSpec) {
                    child(layout, parser);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a text that was read before cannot be read again", e);
        }
        return layouts;
    }

    private static void child(Layout layout, YAMLParser parser) throws IOException {
        int line = parser.currentTokenLocation().getLineNr();
        if (layout.childLine == 0) {
            layout.childLine = line;
            layout.childColumn = parser.currentTokenLocation().getColumnNr();
        }
        if (parser.currentName().equals("signatures")) {
            layout.signaturesLine = line;
        }
    }
}
