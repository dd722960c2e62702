package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.PlannedAction;
import java.util.List;
import java.util.Locale;

/** A finding in the making, so that rules read as sentences. */
final class FindingDraft {
    private final Rule rule;
    private final Severity severity;
    private final Tier tier;
    private String address = "";
    private String effect = "";
    private String type = "";
    private String saw = "";

    FindingDraft(Rule rule, Severity severity, Tier tier) {
        this.rule = rule;
        this.severity = severity;
        this.tier = tier;
    }

    FindingDraft at(PlannedAction action) {
        address = action.address();
        effect = action.effect().word();
        type = action.type();
        return this;
    }

    FindingDraft at(String place) {
        address = place;
        return this;
    }

    FindingDraft saw(String sentence) {
        saw = sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
        return this;
    }

    /** Closes it with what the requester should do. */
    Finding requester(String... steps) {
        return close("requester", steps);
    }

    /** Closes it with what the approvers should look at. */
    Finding approvers(String... steps) {
        return close("approvers", steps);
    }

    /** Closes it with what the platform's engineers must do. */
    Finding platform(String... steps) {
        return close("platform", steps);
    }

    private Finding close(String actor, String... steps) {
        return new Finding(rule.name(), severity, tier, address, effect, type, saw, rule.why(), List.of(steps), actor);
    }
}
