package dev.holdpoint.core.verdict;

import dev.holdpoint.core.plan.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Which values of an attribute protect the thing. A value known only after apply is never on the safe side. */
public sealed interface SafeSide {
    /** One value protects; for {@code false} so does a missing one, since that is what the attribute then means. */
    record Only(String safe) implements SafeSide {}

    /** More is safer, and below the floor there is no protection at all. */
    record Rising(long floor) implements SafeSide {}

    /** Anything but nothing. */
    record Present() implements SafeSide {}

    /** Whether going from one to the other gives protection up. */
    default boolean lowers(List<Value> before, List<Value> after) {
        return switch (this) {
            case Only only ->
                before.stream().allMatch(value -> protects(only.safe(), value))
                        && !after.stream().allMatch(value -> protects(only.safe(), value));
            case Present p ->
                before.stream().anyMatch(SafeSide::there) && !after.stream().allMatch(SafeSide::there);
            case Rising(long floor) -> fell(least(before), least(after), floor);
        };
    }

    private static boolean fell(Optional<BigDecimal> before, Optional<BigDecimal> after, long floor) {
        if (before.isEmpty() || before.get().compareTo(BigDecimal.valueOf(floor)) < 0) {
            return false;
        }
        return after.isEmpty() || after.get().compareTo(before.get()) < 0;
    }

    /** The least of some numbers; empty when one of them is no known number. */
    private static Optional<BigDecimal> least(List<Value> values) {
        Optional<BigDecimal> least = Optional.empty();
        for (Value value : values) {
            Optional<BigDecimal> number = open(value).plain().flatMap(SafeSide::number);
            if (number.isEmpty()) {
                return Optional.empty();
            }
            least = least.map(known -> known.min(number.get())).or(() -> number);
        }
        return least;
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > 40 ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What the engine hides from people is still compared; only the outcome is told. */
    private static Value open(Value value) {
        return value instanceof Value.Secret(var inside) ? open(inside) : value;
    }

    private static boolean protects(String safe, Value value) {
        Value known = open(value);
        return known instanceof Value.Null
                ? safe.equals("false")
                : known.plain().filter(safe::equals).isPresent();
    }

    private static boolean there(Value value) {
        Value known = open(value);
        return !(known instanceof Value.Unknown) && !known.isEmpty();
    }
}
