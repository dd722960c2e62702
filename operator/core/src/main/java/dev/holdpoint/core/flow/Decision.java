package dev.holdpoint.core.flow;

/**
 * What to do now, why in one sentence that a person reads in the status, and who must act next.
 *
 * @param step the one effect of this pass
 * @param because one sentence
 * @param next who must act for the change to move on
 */
public record Decision<S>(S step, String because, Actor next) {}
