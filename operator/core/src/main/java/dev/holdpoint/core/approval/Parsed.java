package dev.holdpoint.core.approval;

import java.util.Optional;
import java.util.function.Function;

/**
 * What came of reading bytes that anybody may have written: the value, or one sentence that says what was expected and
 * what was found. Reading never throws on hostile input.
 */
public sealed interface Parsed<T> {

    /** It was what it should be. */
    record Ok<T>(T value) implements Parsed<T> {}

    /** It was not; {@code reason} is for people and never contains raw input. */
    record Bad<T>(String reason) implements Parsed<T> {}

    /** The value, or nothing. */
    default Optional<T> ok() {
        return switch (this) {
            case Ok<T>(var value) -> Optional.of(value);
            case Bad<T> bad -> Optional.empty();
        };
    }

    /**
     * The value, for text that the program itself wrote or that was checked before.
     *
     * @throws IllegalArgumentException with the reason, if there is none
     */
    default T orThrow() {
        return switch (this) {
            case Ok<T>(var value) -> value;
            case Bad<T>(var reason) -> throw new IllegalArgumentException(reason);
        };
    }

    /** Goes on with the value, if there is one. */
    default <U> Parsed<U> then(Function<T, Parsed<U>> next) {
        return switch (this) {
            case Ok<T>(var value) -> next.apply(value);
            case Bad<T>(var reason) -> new Bad<>(reason);
        };
    }
}
