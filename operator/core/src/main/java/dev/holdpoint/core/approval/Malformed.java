package dev.holdpoint.core.approval;

/**
 * Input broke a rule of its format. Checked and package-private: every public door of this package catches it and
 * returns a value, so no hostile byte can throw past it. Carries no stack trace, as hostile input may come in numbers.
 */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String reason) {
        super(reason, null, false, false);
    }
}
