package dev.holdpoint.e2e.kube;

import dev.holdpoint.api.LedgerHead;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateSpec;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Custody in this process, for tests that need no cluster. Keeps the port's contract. */
public final class MemoryCustody implements StateCustody {
    private static final KubernetesSerialization COPIES = new KubernetesSerialization();

    private final Map<String, StackState> states = new HashMap<>();
    private final Map<String, byte[]> candidates = new HashMap<>();
    private final Map<String, byte[]> bytes = new HashMap<>();

    /** Sets a stack up. */
    public synchronized void add(String stack) {
        StackState state = new StackState();
        state.getMetadata().setName(stack);
        state.setSpec(new StackStateSpec());
        state.getSpec().stack = stack;
        state.getSpec().applyAccount = stack;
        state.setStatus(new StackStateStatus());
        states.put(stack, state);
    }

    @Override
    public synchronized Optional<StackState> find(String stack) {
        return Optional.ofNullable(states.get(stack)).map(COPIES::clone);
    }

    @Override
    public synchronized byte[] bytes(StateVersion version) {
        byte[] found = bytes.get(version.digest);
        if (found == null) {
            throw new Stalled("there are no bytes of digest " + version.digest);
        }
        return found;
    }

    @Override
    public synchronized List<String> keepCandidate(String stack, byte[] state) {
        String name = "candidate-" + stack + "-" + Sha256.of(state).hex();
        candidates.put(name, state.clone());
        return List.of(name);
    }

    private StackStateStatus of(StackState seen) {
        return states.get(seen.getSpec().stack).getStatus();
    }

    private static long number(Long value) {
        return value == null ? 0 : value;
    }

    private static boolean rises(long from, long to) {
        return to > from && to - Math.max(from, 0) <= 1_000_000;
    }

    private static boolean holds(StackStateStatus status, String podUid) {
        return status.lock != null && status.lock.holder.equals(podUid);
    }

    @Override
    public synchronized Optional<StackState> claim(StackState seen, Claim claim) {
        StackStateStatus now = of(seen);
        boolean asSeen = number(now.fence) == number(seen.getStatus().fence);
        if (!asSeen || now.lock != null || now.unmerged != null || !rises(number(now.lastOrder), claim.order())) {
            return Optional.empty();
        }
        now.fence = number(now.fence) + 1;
        now.lastOrder = claim.order();
        now.lock = new LockStatus();
        now.lock.holder = claim.podUid();
        now.lock.fence = now.fence;
        now.lock.order = claim.order();
        now.lock.change = claim.change();
        return find(seen.getSpec().stack);
    }

    @Override
    public synchronized Optional<StackState> write(StackState seen, String podUid, NewState state) {
        StackStateStatus now = of(seen);
        if (!holds(now, podUid) || seen.getStatus().lock == null || number(now.fence) != seen.getStatus().lock.fence) {
            return Optional.empty();
        }
        String digest = Sha256.of(state.bytes()).hex();
        boolean again =
                now.current != null && now.current.serial == state.serial() && digest.equals(now.current.digest);
        if (again) {
            return find(seen.getSpec().stack);
        }
        boolean foreign = now.lineage != null && !now.lineage.equals(state.lineage());
        if (foreign || !rises(now.current == null ? -1 : now.current.serial, state.serial())) {
            return Optional.empty();
        }
        bytes.put(digest, state.bytes());
        now.current = new StateVersion();
        now.current.lineage = state.lineage();
        now.current.serial = state.serial();
        now.current.digest = digest;
        now.current.size = (long) state.bytes().length;
        now.current.secrets = List.of(digest);
        now.current.fence = now.lock.fence;
        now.lineage = state.lineage();
        now.established = state.holdsManaged() ? "Yes" : now.established;
        return find(seen.getSpec().stack);
    }

    @Override
    public synchronized void release(StackState seen, String podUid, boolean unmerged) {
        StackStateStatus now = of(seen);
        if (holds(now, podUid)) {
            now.unmerged = unmerged ? now.lock.order : now.unmerged;
            now.lock = null;
        }
    }

    @Override
    public synchronized void free(StackState seen, String podUid) {
        release(seen, podUid, false);
    }

    @Override
    public synchronized void clearUnmerged(StackState seen, long order) {
        StackStateStatus now = of(seen);
        if (number(now.unmerged) == order) {
            now.unmerged = null;
        }
    }

    @Override
    public synchronized void noteLedger(StackState seen, long number, Sha256 head) {
        StackStateStatus now = of(seen);
        if (now.ledger != null && now.ledger.number == number && !now.ledger.head.equals(head.hex())) {
            throw new Stalled("the ledger has another entry " + number);
        }
        if (now.ledger == null || now.ledger.number < number) {
            now.ledger = new LedgerHead();
            now.ledger.number = number;
            now.ledger.head = head.hex();
        }
    }
}
