package dev.holdpoint.app.review;

import java.util.List;

/** A page with a limit: sections are cut line by line, always with a count of what is not shown. */
final class Page {
    private final StringBuilder text = new StringBuilder();
    private final int limit;

    /** @param limit characters of the whole page */
    Page(int limit) {
        this.limit = limit;
    }

    int left() {
        return limit - text.length();
    }

    Page add(String block) {
        text.append(block);
        return this;
    }

    /** Items until this section's share or the page is full; then "N of M shown". */
    Page items(List<String> items, int share, String what) {
        int room = Math.min(share, left()) - 120;
        int shown = 0;
        for (String item : items) {
            if (item.length() > room) {
                break;
            }
            text.append(item);
            room -= item.length();
            shown++;
        }
        if (shown < items.size()) {
            text.append("\n**")
                    .append(shown)
                    .append(" of ")
                    .append(items.size())
                    .append(' ')
                    .append(what)
                    .append(" shown**; the rest stands in `plan.json`.\n");
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
