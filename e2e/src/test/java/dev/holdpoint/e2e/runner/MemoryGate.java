package dev.holdpoint.e2e.runner;

import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.runner.ApplyGate;
import dev.holdpoint.core.apply.ApplyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lock of a stack in memory, and the gates of one apply pod to it: each companion has its own, which knows nothing. */
final class MemoryGate {
    ApplyGate.Opening answer = new ApplyGate.Opening.Go(1, 1);

    /** Whether custody lets the lock be taken and kept. */
    boolean holds = true;

    final List<byte[]> asked = new ArrayList<>();
    final List<byte[]> stored = new ArrayList<>();
    final List<ApplyOutcome> outcomes = new ArrayList<>();
    private boolean locked;

    byte[] newest() {
        return stored.get(stored.size() - 1);
    }

    /** What a companion that has just started is given. */
    ApplyGate fresh(Assignment assignment) {
        return new OfOneCompanion(assignment);
    }

    private synchronized boolean isHeld() {
        return locked && holds;
    }

    private final class OfOneCompanion implements ApplyGate {
        private final Assignment assignment;
        private boolean held;

        private OfOneCompanion(Assignment assignment) {
            this.assignment = assignment;
        }

        @Override
        public Opening open(byte[] planJson) {
            synchronized (MemoryGate.this) {
                asked.add(planJson);
                locked = answer instanceof Opening.Go;
                held = locked;
                return answer;
            }
        }

        @Override
        public Optional<byte[]> state() {
            return assignment.state();
        }

        @Override
        public boolean store(byte[] state) {
            return held && isHeld() && stored.add(state);
        }

        @Override
        public boolean resume(long serialBefore) {
            held = held || isHeld();
            return held;
        }

        @Override
        public boolean finish(ApplyOutcome outcome) {
            synchronized (MemoryGate.this) {
                if (held) {
                    outcomes.add(outcome);
                    locked = false;
                    held = false;
                    return true;
                }
                return !outcomes.isEmpty();
            }
        }
    }
}
