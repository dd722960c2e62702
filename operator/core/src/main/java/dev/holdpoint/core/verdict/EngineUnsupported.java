package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was never measured is not guessed. */
final class EngineUnsupported implements Check {
    static final Rule RULE = new Rule(
            "engine-unsupported",
            "the JSON format is not 1.x, the engine is older than 1.5 or is 2 or newer, or the plan holds an action that"
                    + " this version of Holdpoint does not know",
            "refuse",
            "A word that we do not know may mean a destruction.");

    private static final Pattern FORMAT = Pattern.compile("1\\.[0-9]{1,4}");
    private static final Pattern VERSION = Pattern.compile("1\\.([0-9]{1,4})\\.[0-9]{1,4}(-[0-9A-Za-z.-]{1,40})?");
    private static final int OLDEST_MINOR = 5;

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        List<Finding> found = new ArrayList<>();
        if (!FORMAT.matcher(seen.plan().engine().format()).matches()) {
            found.add(RULE.refuse(Tier.HIGH)
                    .saw("the plan's JSON format is "
                            + word(seen.plan().engine().format()) + "; 1.x is understood.")
                    .platform("Plan with an engine whose format is 1.x, or install a Holdpoint that knows this one."));
        }
        if (!supported(seen.plan().engine().version())) {
            found.add(RULE.refuse(Tier.HIGH)
                    .saw("the engine's version is " + word(seen.plan().engine().version())
                            + "; 1.5 up to, but without, 2 is understood.")
                    .platform("Name a supported version in the stack's `engine`, and plan with it."));
        }
        seen.plan().actions().stream()
                .filter(action -> action.effect() == Effect.UNKNOWN)
                .forEach(action -> found.add(RULE.refuse(Tier.CRITICAL)
                        .at(action)
                        .saw("the plan's actions for it are none that this version knows.")
                        .requester(
                                "Write the change without the language feature that makes this action.",
                                "Else ask the platform team for a Holdpoint that knows it.")));
        return found;
    }

    private static boolean supported(String version) {
        Matcher matcher = VERSION.matcher(version);
        return matcher.matches() && Integer.parseInt(matcher.group(1)) >= OLDEST_MINOR;
    }

    private static String word(String raw) {
        return raw.length() <= 20 ? "'" + raw + "'" : "longer than any version";
    }
}
