package dev.holdpoint.core.verdict;

import java.util.List;

/** One rule. A new rule is one class and one line in {@link Checks}. */
interface Check {
    /** Its name and its sentences. */
    Rule rule();

    /** All that it finds; a case in which it has nothing to say gives an empty list. */
    List<Finding> judge(Case seen);
}
