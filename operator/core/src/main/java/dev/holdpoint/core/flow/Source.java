package dev.holdpoint.core.flow;

import java.util.List;

/** What is known about the edits that a change names, and its branch in Git. */
public sealed interface Source {
    /** Not a branch yet; the edits are fine. */
    record Unbuilt() implements Source {}

    /** The branch stands and holds exactly these edits. */
    record Built(String changeCommit) implements Source {}

    /** The pushed branch moved, or our branch was moved by somebody: the edits are other ones now. */
    record Moved(String why) implements Source {}

    /** The edits may not be made; each entry names the rule, the path and what to do. */
    record Refused(List<String> findings) implements Source {}
}
