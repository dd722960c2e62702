package dev.holdpoint.app.runner;

import java.util.Optional;
import java.util.function.Predicate;

/** Where the endpoint's states lie. */
interface StateShelf {
    /** The registered state; empty when there is none yet. */
    Optional<byte[]> state();

    /** Whether this run may write at all. */
    boolean writable();

    /** Keeps a new state; false when it is not taken any more. */
    boolean store(byte[] state);

    /** For runs that only read: a plan run may never write state, an interrupted one tried. */
    static StateShelf fixed(Optional<byte[]> state) {
        return new StateShelf() {
            @Override
            public Optional<byte[]> state() {
                return state;
            }

            @Override
            public boolean writable() {
                return false;
            }

            @Override
            public boolean store(byte[] refused) {
                return false;
            }
        };
    }

    /**
     * For an apply run: the gate that claimed the order.
     *
     * @param store how a state gets there
     */
    static StateShelf of(ApplyGate gate, Predicate<byte[]> store) {
        return new StateShelf() {
            @Override
            public Optional<byte[]> state() {
                return gate.state();
            }

            @Override
            public boolean writable() {
                return true;
            }

            @Override
            public boolean store(byte[] state) {
                return store.test(state);
            }
        };
    }
}
