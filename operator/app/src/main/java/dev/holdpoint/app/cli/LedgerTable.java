package dev.holdpoint.app.cli;

import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.ChangeEnded;
import dev.holdpoint.core.record.ChangeRefused;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.PodIntended;
import dev.holdpoint.core.record.Proven;
import dev.holdpoint.core.record.SettingsRecorded;
import dev.holdpoint.core.record.VoteRecorded;
import java.time.temporal.ChronoUnit;

/** Entries as lines for people. */
final class LedgerTable {
    private static final int SHORT = 12;

    private LedgerTable() {}

    static String row(Proven proven) {
        return "%6d %s %-9s %s"
                .formatted(
                        proven.entry().number(),
                        proven.entry().time().truncatedTo(ChronoUnit.SECONDS),
                        proven.entry().kind().word(),
                        sentence(proven));
    }

    static String sentence(Proven proven) {
        return switch (proven.fact()) {
            case SettingsRecorded(var document) ->
                document.id() + " came into force with " + document.signatures().size() + " signatures";
            case VoteRecorded vote ->
                vote.person() + ": " + vote.decision().word() + " "
                        + change(vote.poll().template()) + ", plan "
                        + brief(vote.poll().template().pins().plan());
            case PlanApproved approved ->
                change(approved.template()) + ", plan " + brief(approved.plan()) + ": order "
                        + approved.place().order() + " of " + approved.place().stack() + ", by "
                        + (approved.ballot().approvers().isEmpty()
                                ? "nobody (none needed)"
                                : String.join(", ", approved.ballot().approvers()) + " ("
                                        + approved.ballot().quorum().required() + " needed)");
            case ChangeRefused refused ->
                refused.subject().change() + " round " + refused.subject().round()
                        + refused.plan().map(plan -> ", plan " + brief(plan)).orElse("") + ": refused by "
                        + String.join(", ", refused.rules());
            case PodIntended intended ->
                "order " + intended.place().order() + " of " + intended.place().stack() + " goes to the pod "
                        + intended.podUid();
            case ChangeEnded ended ->
                ended.subject().change() + " ended as " + ended.end().phase()
                        + ended.state()
                                .map(state -> ", state serial " + state.serialBefore() + " to " + state.serialAfter())
                                .orElse("")
                        + ended.mergeCommit()
                                .map(commit -> ", merged as " + commit.substring(0, Math.min(SHORT, commit.length())))
                                .orElse("")
                        + (ended.message().isEmpty() ? "" : ": " + ended.message());
        };
    }

    private static String change(Template template) {
        return template.subject().namespace() + "/" + template.subject().name() + " round " + template.round();
    }

    private static String brief(Sha256 digest) {
        return digest.hex().substring(0, SHORT);
    }
}
