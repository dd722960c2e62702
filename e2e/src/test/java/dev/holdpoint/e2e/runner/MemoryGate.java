package dev.holdpoint.e2e.runner;

import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.runner.ApplyGate;
import dev.holdpoint.core.apply.ApplyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A gate that remembers. */
final class MemoryGate implements ApplyGate {
    private final Optional<byte[]> before;
    Opening answer = new Opening.Go(1, 1);
    boolean holds = true;
    final List<byte[]> asked = new ArrayList<>();
    final List<byte[]> stored = new ArrayList<>();
    final List<ApplyOutcome> outcomes = new ArrayList<>();

    MemoryGate(Optional<byte[]> before) {
        this.before = before;
    }

    /** For pods that have no gate. */
    static MemoryGate none() {
        return new MemoryGate(Optional.empty());
    }

    static MemoryGate over(Assignment assignment) {
        return new MemoryGate(assignment.state());
    }

    @Override
    public synchronized Opening open(byte[] planJson) {
        asked.add(planJson);
        return answer;
    }

    @Override
    public Optional<byte[]> state() {
        return before;
    }

    @Override
    public synchronized boolean store(byte[] state) {
        return holds && stored.add(state);
    }

    @Override
    public synchronized void finish(ApplyOutcome outcome) {
        outcomes.add(outcome);
    }

    byte[] newest() {
        return stored.get(stored.size() - 1);
    }
}
