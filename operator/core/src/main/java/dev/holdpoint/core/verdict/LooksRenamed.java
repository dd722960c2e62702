package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Effect;
import java.util.ArrayList;
import java.util.List;

/** The commonest reason why an agent's plan deletes something: it renamed a block. */
final class LooksRenamed implements Check {
    static final Rule RULE = new Rule(
            "looks-renamed",
            "a thing is deleted and one of the same type with the same identity is created",
            "note, with the `moved` block to write",
            "A renamed block without a `moved` block destroys the thing and makes a new, empty one.");

    @Override
    public Rule rule() {
        return RULE;
    }

    @Override
    public List<Finding> judge(Case seen) {
        List<Finding> found = new ArrayList<>();
        List<Weighed> created = seen.weighed().stream()
                .filter(one -> one.action().effect() == Effect.CREATE)
                .toList();
        for (Weighed gone : seen.lost()) {
            if (gone.action().effect() == Effect.DELETE
                    && !gone.facts().identity().isEmpty()) {
                created.stream()
                        .filter(made -> same(gone, made))
                        .findFirst()
                        .ifPresent(made -> found.add(finding(gone, made)));
            }
        }
        return found;
    }

    private static boolean same(Weighed gone, Weighed made) {
        return gone.action().type().equals(made.action().type())
                && gone.facts().identity().stream()
                        .allMatch(name -> gone.action()
                                        .before()
                                        .at(name)
                                        .getFirst()
                                        .plain()
                                        .isPresent()
                                && gone.action()
                                        .before()
                                        .at(name)
                                        .equals(made.action().after().at(name)));
    }

    private static Finding finding(Weighed gone, Weighed made) {
        return RULE.note(Tier.NONE)
                .at(gone.action())
                .saw("the same " + gone.action().type() + " is created at "
                        + made.action().address() + "; it looks renamed.")
                .requester("Write: moved { from = " + gone.action().address() + " to = "
                        + made.action().address() + " } on lines of their own; then nothing is destroyed.");
    }
}
