package dev.holdpoint.app.review;

import dev.holdpoint.core.plan.PlannedAction;
import dev.holdpoint.core.verdict.Weighed;
import java.util.ArrayList;
import java.util.List;

/** The table of changes: attribute by attribute for what exists, one line for what is new. */
final class ChangeTable {
    private static final int MOST_ROWS = 40;
    private static final int NEW_ATTRIBUTES = 5;

    private ChangeTable() {}

    static void write(Page page, List<Weighed> touched, Redactor redactor, int share) {
        List<String> changed = new ArrayList<>();
        List<String> made = new ArrayList<>();
        for (Weighed one : touched) {
            switch (one.action().effect()) {
                case CREATE -> made.add(created(one, redactor));
                case DELETE, DEPOSED_DELETE, FORGET -> {} // told under "What dies"
                case UPDATE, REPLACE_DESTROY_FIRST, REPLACE_CREATE_FIRST, IMPORT, MOVE, RUN, UNKNOWN ->
                    changed.add(block(one, redactor));
                case READ, OPEN, NOOP -> {}
            }
        }
        if (!changed.isEmpty()) {
            page.add("\n## What changes\n").items(changed, made.isEmpty() ? share : share * 2 / 3, "changed things");
        }
        if (!made.isEmpty()) {
            page.add("\n## What is created\n\n| address | holds | set to |\n|---|---|---|\n")
                    .items(made, share / 2, "created things");
        }
    }

    private static String block(Weighed one, Redactor redactor) {
        PlannedAction action = one.action();
        StringBuilder out = new StringBuilder(
                "\n### " + SafeText.code(redactor.address(action.address())) + ": " + title(one, redactor) + "\n");
        Attributes attributes = Attributes.of(action, redactor);
        if (!attributes.rows().isEmpty()) {
            out.append("\n| attribute | before | after |\n|---|---|---|\n");
            attributes.rows().stream()
                    .limit(MOST_ROWS)
                    .forEach(row -> out.append("| ")
                            .append(SafeText.cell(row.path()))
                            .append(row.cause() ? " **forces it**" : "")
                            .append(" | ")
                            .append(SafeText.cell(row.before()))
                            .append(" | ")
                            .append(SafeText.cell(row.after()))
                            .append(" |\n"));
        }
        if (attributes.rows().size() > MOST_ROWS) {
            out.append("\n**")
                    .append(MOST_ROWS)
                    .append(" of ")
                    .append(attributes.rows().size())
                    .append(" attributes shown**; the rest stands in `plan.json`.\n");
        }
        if (attributes.computed() > 0) {
            out.append("\n")
                    .append(attributes.computed())
                    .append(attributes.computed() == 1 ? " more attribute is" : " more attributes are")
                    .append(" known only after apply.\n");
        }
        return out.toString();
    }

    private static String title(Weighed one, Redactor redactor) {
        PlannedAction action = one.action();
        String moved = action.previousAddress()
                .map(old -> " (moved from " + SafeText.code(redactor.address(old)) + ")")
                .orElse("");
        String how = switch (action.effect()) {
            case REPLACE_DESTROY_FIRST ->
                one.renewed() ? "a new version, the old one retired" : "destroyed, then made again";
            case REPLACE_CREATE_FIRST ->
                one.renewed() ? "a new version, the old one retired" : "made again, then the old one destroyed";
            case UPDATE -> "updated in place";
            case IMPORT -> "imported";
            case MOVE -> "moved";
            case RUN -> "runs";
            case UNKNOWN -> "an action that is not known here";
            case CREATE, DELETE, FORGET, DEPOSED_DELETE, READ, OPEN, NOOP ->
                action.effect().word();
        };
        return how + moved;
    }

    private static String created(Weighed one, Redactor redactor) {
        Attributes attributes = Attributes.of(one.action(), redactor);
        List<String> set = new ArrayList<>();
        for (Attributes.Row row : attributes.rows()) {
            boolean shows = row.after().length() <= 60 && !row.after().equals("none");
            if (set.size() < NEW_ATTRIBUTES && shows && !row.path().startsWith("tags")) {
                set.add(SafeText.cell(row.path() + " = " + row.after()));
            }
        }
        int more = attributes.rows().size() - set.size();
        String rest = more > 0 ? (set.isEmpty() ? "" : ", ") + more + " more" : "";
        String holds = one.facts().known() ? one.facts().holds().word() : "unknown type";
        return "| " + SafeText.cell(redactor.address(one.action().address())) + " | " + holds + " | "
                + String.join(", ", set) + rest + " |\n";
    }
}
