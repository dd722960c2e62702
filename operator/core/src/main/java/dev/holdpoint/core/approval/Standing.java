package dev.holdpoint.core.approval;

import java.util.List;
import java.util.Set;

/** Whether a settings document is in force. What is not in force stalls whatever depends on it. */
public sealed interface Standing {

    /** @param signers people whose signatures brought it into force */
    record InForce(Set<String> signers) implements Standing {}

    /** @param reasons what is missing and who can give it, for people */
    record NotInForce(List<String> reasons) implements Standing {}
}
