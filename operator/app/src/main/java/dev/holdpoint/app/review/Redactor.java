package dev.holdpoint.app.review;

import dev.holdpoint.core.plan.Address;
import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.plan.PlannedAction;
import dev.holdpoint.core.plan.Value;
import dev.holdpoint.core.verdict.Finding;
import dev.holdpoint.core.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The one door through which anything of a plan gets out: marks, then taint, then shapes. Nothing of a plan is printed
 * that did not go through here. Rules: 05 "What may be shown" and 09 "Redaction".
 */
public final class Redactor {
    private static final String COMPUTED = "(computed)";

    private final Taint taint;
    private final Set<String> knownKeys = new HashSet<>();
    private final Map<String, String> computed = new HashMap<>();
    private final Map<String, String> addresses = new LinkedHashMap<>();

    private Redactor(Taint taint) {
        this.taint = taint;
    }

    /**
     * For one plan.
     *
     * @param secrets strings that the registered state marks as sensitive, besides the plan's own
     * @param registered addresses of the registered state: their instance keys may be shown
     */
    public static Redactor of(Plan plan, Set<String> secrets, Set<String> registered) {
        Set<String> all = new HashSet<>(plan.words().secrets());
        all.addAll(secrets);
        Redactor redactor = new Redactor(new Taint(all));
        redactor.knownKeys.addAll(plan.words().literals());
        registered.forEach(address -> redactor.knownKeys.addAll(Address.keys(address)));
        List<String> changed = new ArrayList<>();
        for (PlannedAction action : plan.actions()) {
            changed.add(action.address());
            action.previousAddress().ifPresent(changed::add);
        }
        changed.addAll(plan.prior());
        changed.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        changed.forEach(redactor::note);
        return redactor;
    }

    private void note(String address) {
        String shown = address(address);
        if (!shown.equals(address)) {
            addresses.put(address, shown);
        }
    }

    /** An address: instance keys only where they stand literally in the configuration or in the registered state. */
    public String address(String address) {
        return taint.scrub(Patterns.scrub(taint.scrub(Address.withKeys(address, this::key))));
    }

    private String key(String key) {
        if (knownKeys.contains(key)) {
            return key;
        }
        return computed.computeIfAbsent(
                key, k -> computed.isEmpty() ? COMPUTED : "(computed " + (computed.size() + 1) + ")");
    }

    /** A sentence that may hold addresses and values. */
    public String sentence(String text) {
        String out = text;
        if (text.indexOf('[') >= 0) {
            for (Map.Entry<String, String> address : addresses.entrySet()) {
                out = out.replace(address.getKey(), address.getValue());
            }
        }
        return string(out);
    }

    /** Any string of the plan, without what is secret in it. */
    public String string(String text) {
        return taint.scrub(Patterns.scrub(taint.scrub(text)));
    }

    /** A verdict, as it may leave. */
    public Verdict verdict(Verdict raw) {
        List<Finding> findings = raw.findings().stream().map(this::finding).toList();
        return switch (raw) {
            case Verdict.Refused refused -> new Verdict.Refused(refused.tier(), findings);
            case Verdict.Humans humans -> new Verdict.Humans(humans.tier(), findings);
        };
    }

    /** A finding, as it may leave. */
    public Finding finding(Finding raw) {
        return new Finding(
                raw.rule(),
                raw.severity(),
                raw.tier(),
                raw.type().isEmpty() && raw.effect().isEmpty() ? sentence(raw.address()) : address(raw.address()),
                raw.effect(),
                raw.type(),
                sentence(raw.saw()),
                raw.why(),
                raw.remedy().stream().map(this::sentence).toList(),
                raw.nextActor());
    }

    /**
     * A value with every place masked whose name says that it holds a secret, and with JSON inside strings opened, so
     * that the same holds in there.
     */
    public Value masked(Value value) {
        return switch (value) {
            case Value.Fields(var entries) -> fields(entries);
            case Value.Many(var items) ->
                new Value.Many(items.stream().map(this::masked).toList());
            case Value.Text(var text) ->
                NestedJson.parse(text).map(this::masked).orElse(value);
            case Value.Secret s -> s;
            case Value.Null n -> n;
            case Value.Unknown u -> u;
            case Value.Flag f -> f;
            case Value.Digits d -> d;
        };
    }

    private Value fields(Map<String, Value> entries) {
        boolean namedSecret = named(entries, "name") || named(entries, "key") || named(entries, "Name");
        Map<String, Value> out = new TreeMap<>();
        entries.forEach((name, item) -> {
            boolean pairValue = namedSecret && (name.equals("value") || name.equals("Value"));
            boolean hide = (Patterns.secretName(name) || pairValue) && !flag(item) && !item.isEmpty();
            out.put(name, hide ? new Value.Secret(item) : masked(item));
        });
        return Value.Fields.of(out);
    }

    private static boolean named(Map<String, Value> entries, String key) {
        return Optional.ofNullable(entries.get(key))
                .flatMap(Value::plain)
                .filter(Patterns::secretName)
                .isPresent();
    }

    private static boolean flag(Value value) {
        return value instanceof Value.Flag || value instanceof Value.Unknown;
    }

    /** One value as one short text. */
    public String show(Value value, int most) {
        String text = switch (value) {
            case Value.Null n -> "none";
            case Value.Unknown u -> "known after apply";
            case Value.Secret s -> Taint.MASK;
            case Value.Flag(var set) -> Boolean.toString(set);
            case Value.Digits(var digits) -> string(digits);
            case Value.Text(var raw) -> text(raw);
            case Value.Many(var items) -> list(items, most);
            case Value.Fields(var entries) -> block(entries, most);
        };
        return SafeText.cut(text, most);
    }

    private String text(String raw) {
        long lines = raw.lines().count();
        return lines > 1 ? "(text of " + lines + " lines)" : "\"" + string(raw) + "\"";
    }

    private String list(List<Value> items, int most) {
        StringBuilder out = new StringBuilder("[");
        for (Value item : items) {
            out.append(out.length() > 1 ? ", " : "").append(show(item, most));
            if (out.length() > most) {
                return "[" + items.size() + " items]";
            }
        }
        return out.append(']').toString();
    }

    private String block(Map<String, Value> entries, int most) {
        StringBuilder out = new StringBuilder("{");
        for (Map.Entry<String, Value> entry : entries.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                out.append(out.length() > 1 ? ", " : "")
                        .append(string(entry.getKey()))
                        .append(" = ")
                        .append(show(entry.getValue(), most));
            }
            if (out.length() > most) {
                return "{" + entries.size() + " fields}";
            }
        }
        return out.append('}').toString();
    }
}
