package dev.holdpoint.app.derive;

import dev.holdpoint.api.PolicySpec;
import dev.holdpoint.api.TierName;
import dev.holdpoint.api.TierRule;
import dev.holdpoint.api.TouchNeed;
import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.verdict.Tier;
import java.util.List;

/**
 * How many people a tier asks for: of each policy its rule, else the table of 04; of all policies the strictest in every
 * respect. High and critical keep one signed tag at least, whatever a policy says (04, "Rules around it").
 */
public final class Quorums {
    private Quorums() {}

    /** The quorum for a tier. */
    public static Quorum of(Tier tier, List<PolicySpec> policies) {
        if (policies.isEmpty()) {
            return table(tier);
        }
        Quorum strictest = Quorum.nobody();
        for (PolicySpec policy : policies) {
            strictest = strictest.and(ofOne(tier, policy));
        }
        return strictest;
    }

    private static Quorum ofOne(Tier tier, PolicySpec policy) {
        List<TierRule> rules = policy.tiers == null ? List.of() : policy.tiers;
        Quorum strictest = null;
        for (TierRule rule : rules) {
            if (tier(rule.tier) == tier) {
                Quorum one = rule(rule, tier);
                strictest = strictest == null ? one : strictest.and(one);
            }
        }
        return strictest == null ? table(tier) : strictest;
    }

    private static Quorum rule(TierRule rule, Tier tier) {
        Quorum table = table(tier);
        int floor = table.signedTags() > 0 ? 1 : 0;
        int tags = Math.max(floor, rule.signedTags == null ? table.signedTags() : rule.signedTags);
        boolean touch = rule.touch == null ? table.hardwareTouch() : rule.touch == TouchNeed.Required;
        int people = rule.approvals == null ? table.required() : rule.approvals;
        return new Quorum(Math.max(Math.max(people, tags), touch ? 1 : 0), tags, touch);
    }

    /** The table of 04, "Tiers of attention". */
    private static Quorum table(Tier tier) {
        return switch (tier) {
            case NONE -> Quorum.nobody();
            case LOW, NORMAL -> new Quorum(1, 0, false);
            case HIGH -> new Quorum(2, 1, false);
            case CRITICAL -> new Quorum(2, 1, true);
        };
    }

    /** A rule whose tier cannot be read covers no tier, so that the table stands. */
    private static Tier tier(TierName name) {
        if (name == null) {
            return null;
        }
        return switch (name) {
            case None -> Tier.NONE;
            case Low -> Tier.LOW;
            case Normal -> Tier.NORMAL;
            case High -> Tier.HIGH;
            case Critical -> Tier.CRITICAL;
        };
    }
}
