package dev.holdpoint.app.review;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets that nobody marked: by the name of their place, by their shape, by how random they look. */
final class Patterns {
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(passw(or)?d|passwd|passphrase|secret|token|private_?key|credential|api_?key|access_?key|auth_?key"
                    + "|signing_?key|encryption_?key|conn(ection)?_?string|user_?data|dsn$).*");
    private static final Pattern HARMLESS_NAME = Pattern.compile(
            "(?i).*(_arns?|_ids?|_names?|_ttl|_version|_versions|_type|_window.*|_days|_enabled|_required|_validity.*|_replace_on_change)$");

    /** Group 1, where there is one, is the part to mask; else all of it. */
    private static final List<Pattern> SHAPES = List.of(
            Pattern.compile("(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{12,}"),
            Pattern.compile("gh[opsur]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}"),
            Pattern.compile("glpat-[A-Za-z0-9_-]{16,}"),
            Pattern.compile("xox[abposr]-[A-Za-z0-9-]{10,}"),
            Pattern.compile("(?:sk|pk|rk|tok|whsec)[_-](?:live|test|proj|ant)?[_-]?[A-Za-z0-9_-]{12,}"),
            Pattern.compile("AIza[0-9A-Za-z_-]{30,}"),
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*)?"),
            Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*"),
            Pattern.compile("://[^/\\s:@]*:([^/\\s@]+)@"),
            Pattern.compile(
                    "(?i)(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|credential)[A-Za-z0-9_-]*"
                            + "[\"']?\\s*[=:]\\s*[\"']?([^\\s\"',;&}]{3,})"),
            Pattern.compile("(?i)authorization[\"']?\\s*[:=]\\s*[\"']?((?:bearer|basic)?\\s*[^\\s\"']{3,})"));

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=_-]{20,}");
    private static final Pattern IMAGE_DIGEST = Pattern.compile("@sha256:[0-9a-f]{64}");
    /** Names that AWS gives to things of its own; random, but no secret. */
    private static final Pattern CLOUD_ID = Pattern.compile(
            "(?:acl|ami|eipalloc|eni|i|igw|lt|nat|rtb|sg|snap|subnet|tgw|vol|vpc|vpce)" + "-[0-9a-f]{8,17}");

    private static final double RANDOM = 3.6;

    private Patterns() {}

    /** Whether a place of this name holds a secret, whatever stands there. */
    static boolean secretName(String name) {
        return SECRET_NAME.matcher(name).matches()
                && !HARMLESS_NAME.matcher(name).matches();
    }

    /** The text without what looks like a secret. */
    static String scrub(String text) {
        String out = text;
        for (Pattern shape : SHAPES) {
            Matcher matcher = shape.matcher(out);
            StringBuilder next = new StringBuilder();
            while (matcher.find()) {
                String found = matcher.group();
                String part = matcher.groupCount() > 0 ? matcher.group(1) : found;
                boolean masked = part.contains(Taint.MASK.substring(1, Taint.MASK.length() - 1));
                matcher.appendReplacement(
                        next, Matcher.quoteReplacement(masked ? found : found.replace(part, Taint.MASK)));
            }
            matcher.appendTail(next);
            out = next.toString();
        }
        return randomWords(out);
    }

    private static String randomWords(String text) {
        Matcher matcher = WORD.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            int digest = matcher.start() - "@sha256:".length();
            boolean image = digest >= 0
                    && IMAGE_DIGEST
                            .matcher(text.substring(digest, Math.min(text.length(), digest + 8 + 64)))
                            .matches();
            matcher.appendReplacement(
                    out, Matcher.quoteReplacement(image || !random(matcher.group()) ? matcher.group() : "(masked)"));
        }
        matcher.appendTail(out);
        return out.toString();
    }

    /** Letters and digits mixed, and hardly any character more frequent than another. */
    private static boolean random(String word) {
        boolean digits = word.chars().anyMatch(c -> c >= '0' && c <= '9');
        boolean letters = word.toLowerCase(Locale.ROOT).chars().anyMatch(c -> c >= 'a' && c <= 'z');
        boolean hex = word.matches("[0-9a-fA-F]{32,}");
        return hex
                || (!CLOUD_ID.matcher(word).matches()
                        && digits
                        && letters
                        && longestRun(word) >= 16
                        && entropy(word) > RANDOM);
    }

    /** The longest piece between the joints that names have. */
    private static int longestRun(String word) {
        int longest = 0;
        for (String piece : word.split("[-_/]")) {
            longest = Math.max(longest, piece.length());
        }
        return longest;
    }

    private static double entropy(String word) {
        int[] count = new int[128];
        word.chars().filter(c -> c < 128).forEach(c -> count[c]++);
        double bits = 0;
        for (int n : count) {
            if (n > 0) {
                double share = n / (double) word.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
