package dev.holdpoint.app.review;

import dev.holdpoint.core.plan.Address;
import dev.holdpoint.core.verdict.Weighed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small picture of the plan: what is touched, by module, coloured by effect. */
final class Graph {
    /** Nodes; the rest is counted. */
    static final int MOST = 60;

    private static final int LONGEST_LABEL = 60;

    private Graph() {}

    /** Mermaid in its fence; things that go come first, so that they are never the ones left out. */
    static String of(List<Weighed> touched, Redactor redactor) {
        Map<String, List<String>> modules = new LinkedHashMap<>();
        int n = 0;
        for (Weighed one : touched.subList(0, Math.min(MOST, touched.size()))) {
            String shown = redactor.address(one.action().address());
            String module = Address.module(shown);
            String inside = module.isEmpty()
                    ? shown
                    : shown.substring(
                            shown.lastIndexOf(one.action().type()) < 0
                                    ? 0
                                    : shown.lastIndexOf(one.action().type()));
            modules.computeIfAbsent(module.isEmpty() ? "root module" : module, m -> new ArrayList<>())
                    .add("    n" + n++ + "[\"" + sign(one) + " " + label(inside) + "\"]:::" + colour(one) + "\n");
        }
        StringBuilder out = new StringBuilder("```mermaid\ngraph LR\n");
        int m = 0;
        for (Map.Entry<String, List<String>> module : modules.entrySet()) {
            out.append("  subgraph m")
                    .append(m++)
                    .append("[\"")
                    .append(label(module.getKey()))
                    .append("\"]\n");
            module.getValue().forEach(out::append);
            out.append("  end\n");
        }
        if (touched.size() > MOST) {
            out.append("  more[\"and ").append(touched.size() - MOST).append(" more\"]\n");
        }
        return out.append("  classDef gone fill:#f8d7da,stroke:#b02a37,color:#58151c\n")
                .append("  classDef changed fill:#fff3cd,stroke:#997404,color:#664d03\n")
                .append("  classDef made fill:#d1e7dd,stroke:#146c43,color:#0a3622\n")
                .append("  classDef other fill:#e2e3e5,stroke:#565e64,color:#2b2f32\n")
                .append("```\n")
                .toString();
    }

    private static String sign(Weighed one) {
        return switch (one.action().effect()) {
            case CREATE -> "+";
            case UPDATE -> "~";
            case REPLACE_DESTROY_FIRST -> "-/+";
            case REPLACE_CREATE_FIRST -> "+/-";
            case DELETE, DEPOSED_DELETE -> "-";
            case FORGET -> "forget";
            case IMPORT -> "import";
            case MOVE -> "move";
            case RUN -> "run";
            case READ, OPEN, NOOP -> "";
            case UNKNOWN -> "?";
        };
    }

    private static String colour(Weighed one) {
        if (one.lost()) {
            return "gone";
        }
        return switch (one.judgedAs()) {
            case CREATE -> "made";
            case UPDATE, MOVE -> "changed";
            case REPLACE_DESTROY_FIRST, REPLACE_CREATE_FIRST, DELETE, DEPOSED_DELETE, FORGET -> "gone";
            case IMPORT, RUN, READ, OPEN, NOOP, UNKNOWN -> "other";
        };
    }

    /** Only characters that no version of Mermaid reads as its own. */
    private static String label(String text) {
        String safe = SafeText.line(text).replace('"', '\'').replaceAll("[^A-Za-z0-9_.,'()\\[\\]/ -]", "_");
        return safe.length() <= LONGEST_LABEL ? safe : safe.substring(0, LONGEST_LABEL - 1) + "…";
    }
}
