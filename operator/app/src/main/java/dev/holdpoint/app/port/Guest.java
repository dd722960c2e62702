package dev.holdpoint.app.port;

/** What an agent pushed, when somebody needs it: a fetch tells where such branches point and brings nothing of them. */
public sealed interface Guest {
    /** It is here now. */
    record Here(String commit) implements Guest {}

    /** No such branch holds it; one sentence without a full stop. */
    record Missing(String why) implements Guest {}

    /** It brings more than is read; what was too much. */
    record TooMuch(String why) implements Guest {}
}
