package dev.holdpoint.core.verdict;

/**
 * What a rule is called and says; {@code docs/rules.md} is made of these.
 *
 * @param name the contract: findings link to it
 * @param when it fires
 * @param outcome what follows
 * @param why it matters, in one sentence
 */
public record Rule(String name, String when, String outcome, String why) {
    FindingDraft refuse(Tier tier) {
        return new FindingDraft(this, Severity.REFUSE, tier);
    }

    FindingDraft ask(Tier tier) {
        return new FindingDraft(this, Severity.ASK, tier);
    }

    FindingDraft note(Tier tier) {
        return new FindingDraft(this, Severity.NOTE, tier);
    }
}
