package dev.holdpoint.app.runner;

/** What a companion does when it hears from the other containers of its pod; one of them per kind of run. */
interface Duty {
    /** The registered state and whether it may be written. */
    StateShelf shelf();

    /** The render container of an apply pod is done. */
    Reply rendered(Ended ended);

    /** The wrapper of an apply pod asks whether to start the engine; waits a while for the answer. */
    Reply go();

    /** The wrapper is done: hands over what there is. */
    Reply ended(Ended ended);

    /** The pod ends and nobody said how the engine's container ended. */
    void lastChance();

    /** What the wrapper is told. */
    record Reply(int code, String text) {
        static final int DONE = 200;
        static final int WAIT = 202;
        static final int NO = 409;

        static Reply done() {
            return new Reply(DONE, "done");
        }

        /** Ask again. */
        static Reply wait(String why) {
            return new Reply(WAIT, why);
        }

        static Reply no(String why) {
            return new Reply(NO, why);
        }
    }
}
