package dev.holdpoint.core.plan;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Reads the addresses of both engines: names joined by dots, instance keys in brackets, as in
 * {@code module.a["x"].aws_subnet.b[0]}.
 */
public final class Address {
    private Address() {}

    /** Without instance keys: as it stands in the configuration. */
    public static String configured(String address) {
        return walk(address, key -> "");
    }

    /** Every string key replaced, with its quotes and brackets; numbers stay. */
    public static String withKeys(String address, UnaryOperator<String> replace) {
        return walk(
                address,
                key -> key.startsWith("\"")
                        ? "[\"" + replace.apply(key.substring(1, Math.max(1, key.length() - 1))) + "\"]"
                        : "[" + key + "]");
    }

    /** The string keys, without quotes. */
    public static Set<String> keys(String address) {
        Set<String> keys = new TreeSet<>();
        walk(address, key -> {
            if (key.startsWith("\"")) {
                keys.add(key.substring(1, Math.max(1, key.length() - 1)));
            }
            return "";
        });
        return keys;
    }

    /** The module that it is in, without instance keys; empty for the root. */
    public static String module(String address) {
        String plain = configured(address);
        StringBuilder module = new StringBuilder();
        String rest = plain;
        while (rest.startsWith("module.")) {
            int end = rest.indexOf('.', "module.".length());
            if (end < 0) {
                return plain;
            }
            module.append(module.isEmpty() ? "" : ".").append(rest, 0, end);
            rest = rest.substring(end + 1);
        }
        return module.toString();
    }

    private static String walk(String address, UnaryOperator<String> replace) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < address.length()) {
            if (address.charAt(i) != '[') {
                out.append(address.charAt(i++));
                continue;
            }
            int end = keyEnd(address, i + 1);
            out.append(replace.apply(address.substring(i + 1, end)));
            i = Math.min(address.length(), end + 1);
        }
        return out.toString();
    }

    /** Index of the bracket that closes the key, or the length where none does. */
    private static int keyEnd(String address, int from) {
        boolean quoted = false;
        for (int i = from; i < address.length(); i++) {
            char c = address.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ']' && !quoted) {
                return i;
            }
        }
        return address.length();
    }
}
