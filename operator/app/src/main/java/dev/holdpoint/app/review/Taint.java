package dev.holdpoint.app.review;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds known secrets wherever they turn up: as they are, inside longer strings, escaped as JSON or URL, in base64 at each
 * of its three alignments, and in hexadecimal. Values under {@link #SHORTEST} characters would turn up by chance; they are
 * masked by place only.
 */
final class Taint {
    /** Characters of the shortest secret that is looked for. */
    static final int SHORTEST = 6;

    /** What stands in its place. */
    static final String MASK = "(sensitive)";

    /** The first characters of each form, so that a text is walked once and not once per secret. */
    private final Map<String, List<Form>> forms = new HashMap<>();

    private record Form(String text, boolean encoded) {}

    Taint(Set<String> secrets) {
        Set<Form> all = new LinkedHashSet<>();
        for (String secret : secrets) {
            parts(secret).forEach(part -> addForms(part, all));
        }
        for (Form form : all) {
            forms.computeIfAbsent(form.text().substring(0, SHORTEST), key -> new ArrayList<>())
                    .add(form);
        }
        forms.values()
                .forEach(list -> list.sort(
                        Comparator.comparingInt((Form form) -> form.text().length())
                                .reversed()));
    }

    /** The secret, its lines, and the values inside when it is JSON itself: each may turn up without the others. */
    private static Set<String> parts(String secret) {
        Set<String> parts = new LinkedHashSet<>();
        parts.add(secret);
        parts.add(secret.strip());
        secret.lines().map(String::strip).filter(line -> line.length() >= 16).forEach(parts::add);
        NestedJson.parse(secret).ifPresent(value -> parts.addAll(NestedJson.scalars(value)));
        return parts;
    }

    private static void addForms(String secret, Set<Form> all) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        Set<String> plain = new LinkedHashSet<>(List.of(
                secret,
                NestedJson.escape(secret),
                NestedJson.escapeAsGo(secret),
                NestedJson.escape(NestedJson.escape(secret)),
                url,
                url.replace("+", "%20")));
        plain.stream().toList().forEach(text -> {
            if (text.contains("%")) {
                plain.add(lowerEscapes(text));
            }
        });
        plain.stream().filter(text -> text.length() >= SHORTEST).forEach(text -> all.add(new Form(text, false)));
        if (secret.length() < SHORTEST) {
            return;
        }
        String hex = HexFormat.of().formatHex(bytes);
        all.add(new Form(hex, true));
        all.add(new Form(hex.toUpperCase(Locale.ROOT), true));
        for (int offset = 0; offset < 3; offset++) {
            String text = base64(bytes, offset);
            all.add(new Form(text, true));
            all.add(new Form(text.replace('+', '-').replace('/', '_'), true));
        }
    }

    private static String lowerEscapes(String url) {
        StringBuilder out = new StringBuilder(url);
        for (int i = url.indexOf('%'); i >= 0; i = url.indexOf('%', i + 1)) {
            for (int j = i + 1; j < Math.min(url.length(), i + 3); j++) {
                out.setCharAt(j, Character.toLowerCase(url.charAt(j)));
            }
        }
        return out.toString();
    }

    /** The characters that depend on these bytes alone when so many others come before them. */
    private static String base64(byte[] bytes, int offset) {
        byte[] shifted = new byte[bytes.length + offset];
        System.arraycopy(bytes, 0, shifted, offset, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = (offset * 8 + 5) / 6;
        int end = shifted.length * 8 / 6;
        return text.substring(first, end);
    }

    /** The text with every known secret masked. */
    String scrub(String text) {
        if (forms.isEmpty() || text.length() < SHORTEST) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            Form form = at(text, i);
            if (form == null) {
                out.append(text.charAt(i++));
                continue;
            }
            int end = i + form.text().length();
            if (form.encoded()) {
                // The characters beside it carry bits of it, and the blob as a whole is of no use to a reader.
                int start = out.length();
                while (start > 0 && encodes(out.charAt(start - 1))) {
                    start--;
                }
                out.setLength(start);
                while (end < text.length() && encodes(text.charAt(end))) {
                    end++;
                }
            }
            out.append(MASK);
            i = end;
        }
        return out.toString();
    }

    private Form at(String text, int i) {
        if (i + SHORTEST > text.length()) {
            return null;
        }
        for (Form form : forms.getOrDefault(text.substring(i, i + SHORTEST), List.of())) {
            if (text.startsWith(form.text(), i)) {
                return form;
            }
        }
        return null;
    }

    private static boolean encodes(char c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '+'
                || c == '/'
                || c == '-'
                || c == '_'
                || c == '=';
    }
}
