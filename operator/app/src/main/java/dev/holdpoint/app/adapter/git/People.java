package dev.holdpoint.app.adapter.git;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses in one raw commit. Everything between angle brackets in a line about a person counts, so that no trick
 * of spelling keeps an author's address out of the chain that may not approve.
 */
final class People {
    private static final Pattern LINE =
            Pattern.compile("(?im)^(?:author|committer|[ \\t>]*co-authored-by[ \\t]*:)[^\\n]*$");
    private static final Pattern ADDRESS = Pattern.compile("<([^<>\\n]{1,320})>");
    private static final int READ = 1 << 20;

    private People() {}

    static void gather(byte[] commit, Set<String> into) {
        String text = new String(commit, 0, Math.min(commit.length, READ), StandardCharsets.UTF_8);
        Matcher lines = LINE.matcher(text);
        while (lines.find()) {
            Matcher addresses = ADDRESS.matcher(lines.group());
            while (addresses.find()) {
                into.add(addresses.group(1).strip().toLowerCase(Locale.ROOT));
            }
        }
    }
}
