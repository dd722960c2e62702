package dev.holdpoint.app.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.holdpoint.api.PolicySpec;
import dev.holdpoint.api.TierName;
import dev.holdpoint.api.TierRule;
import dev.holdpoint.api.TouchNeed;
import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.verdict.Tier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of 04 stands unless a policy says otherwise; of several policies the strictest counts in each respect. */
class QuorumsTest {
    private static TierRule rule(TierName tier, int approvals) {
        TierRule rule = new TierRule();
        rule.tier = tier;
        rule.approvals = approvals;
        return rule;
    }

    private static PolicySpec policy(TierRule... rules) {
        PolicySpec policy = new PolicySpec();
        policy.tiers = rules.length == 0 ? null : List.of(rules);
        return policy;
    }

    @ParameterizedTest
    @CsvSource({"LOW, 1, 0, false", "NORMAL, 1, 0, false", "HIGH, 2, 1, false", "CRITICAL, 2, 1, true"})
    void where_no_policy_speaks_the_table_does(Tier tier, int people, int tags, boolean touch) {
        assertThat(Quorums.of(tier, List.of())).isEqualTo(new Quorum(people, tags, touch));
        assertThat(Quorums.of(tier, List.of(policy()))).isEqualTo(new Quorum(people, tags, touch));
        assertThat(Quorums.of(tier, List.of(policy(rule(TierName.None, 0)))))
                .as("a rule about another tier")
                .isEqualTo(new Quorum(people, tags, touch));
    }

    @Test
    void of_several_policies_the_strictest_counts_in_each_respect() {
        TierRule many = rule(TierName.Normal, 3);
        many.signedTags = 0;
        TierRule signed = rule(TierName.Normal, 2);
        signed.signedTags = 2;
        TierRule touched = rule(TierName.Normal, 1);
        touched.touch = TouchNeed.Required;

        assertThat(Quorums.of(Tier.NORMAL, List.of(policy(many), policy(signed), policy(touched))))
                .isEqualTo(new Quorum(3, 2, true));
    }

    @Test
    void one_policy_with_two_rules_for_a_tier_means_the_stricter() {
        assertThat(Quorums.of(Tier.NORMAL, List.of(policy(rule(TierName.Normal, 1), rule(TierName.Normal, 4))))
                        .required())
                .isEqualTo(4);
    }

    @Test
    void no_policy_takes_the_last_signed_tag_from_high_or_critical() {
        TierRule high = rule(TierName.High, 1);
        high.signedTags = 0;
        TierRule critical = rule(TierName.Critical, 1);
        critical.signedTags = 0;
        critical.touch = TouchNeed.NotRequired;

        assertThat(Quorums.of(Tier.HIGH, List.of(policy(high)))).isEqualTo(new Quorum(1, 1, false));
        assertThat(Quorums.of(Tier.CRITICAL, List.of(policy(critical)))).isEqualTo(new Quorum(1, 1, false));
    }

    @Test
    void people_are_never_fewer_than_the_tags_or_the_touch_that_are_asked_of_them() {
        TierRule tags = rule(TierName.Low, 1);
        tags.signedTags = 3;
        TierRule touch = rule(TierName.Low, 0);
        touch.touch = TouchNeed.Required;

        assertThat(Quorums.of(Tier.LOW, List.of(policy(tags))).required()).isEqualTo(3);
        assertThat(Quorums.of(Tier.LOW, List.of(policy(touch)))).isEqualTo(new Quorum(1, 0, true));
    }

    @Test
    void a_rule_without_a_tier_covers_none() {
        TierRule nameless = rule(null, 0);

        assertThat(Quorums.of(Tier.NORMAL, List.of(policy(nameless)))).isEqualTo(new Quorum(1, 0, false));
    }
}
