package dev.holdpoint.core.flow;

/** What the verdict of the current round says, once the plan is rendered. */
public sealed interface Judgement {
    /** No rendered plan yet. */
    record None() implements Judgement {}

    /** Refused, with the number of refusing findings. */
    record Refused(int findings) implements Judgement {}

    /** Humans are asked: {@code required} of them. Zero where the tier asks nobody. */
    record Asks(int required, String tier) implements Judgement {}
}
