package dev.holdpoint.app.cli;

import java.util.regex.Pattern;

/** A change as people name it: {@code namespace/name}. */
record ChangeName(String namespace, String name) {
    private static final Pattern PART = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

    /** @throws IllegalArgumentException with what was expected */
    static ChangeName parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2
                || !PART.matcher(parts[0]).matches()
                || !PART.matcher(parts[1]).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' names no change; write it as namespace/name, as in payments/chg-7f3a");
        }
        return new ChangeName(parts[0], parts[1]);
    }

    String branch() {
        return "holdpoint/" + namespace + "/" + name;
    }

    String folder() {
        return ".holdpoint/changes/" + namespace + "/" + name + "/";
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
