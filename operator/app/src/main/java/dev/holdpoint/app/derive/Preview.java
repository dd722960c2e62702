package dev.holdpoint.app.derive;

import dev.holdpoint.core.approval.Template;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One round as it is put before the reviewers.
 *
 * @param derived verdict, quorum, review and redacted plan
 * @param template what every vote of this round names
 * @param files what the preview commit adds, by path from the root of the repository
 */
public record Preview(Derived derived, Template template, SortedMap<String, byte[]> files) {
    public Preview {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }
}
