package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.api.LedgerHead;
import dev.holdpoint.api.LockStatus;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateStatus;
import dev.holdpoint.api.StateVersion;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * State custody over the {@code StackState} of each stack, which carries the stack's name. What is checked here is checked
 * again by the kind's own rules (L1) and the admission policies (F6, L2) inside the write: here it becomes a value, there
 * it would be an error.
 */
public final class KubeStateCustody implements StateCustody {
    /** Another identity may note a ledger head at the same moment; that this happens five times in a row is no race. */
    private static final int ATTEMPTS = 5;

    /** As the kind's own rules have it. */
    private static final long STEP = 1_000_000;

    private final KubernetesClient client;
    private final StateBytes bytes;
    private final Clock clock;

    public KubeStateCustody(KubernetesClient client, Clock clock) {
        this.client = client;
        this.bytes = new StateBytes(client);
        this.clock = clock;
    }

    @Override
    public Optional<StackState> find(String stack) {
        StackState found = KubeFailure.of(
                "read the state of " + stack,
                () -> client.resources(StackState.class)
                        .inNamespace(Places.STATE)
                        .withName(stack)
                        .get());
        if (found != null && !stack.equals(found.getSpec().stack)) {
            throw new Stalled("StackState " + stack + " is that of " + found.getSpec().stack
                    + "; each is named as its stack. Install the stack again");
        }
        return Optional.ofNullable(found);
    }

    @Override
    public byte[] bytes(StateVersion version) {
        return bytes.load(version);
    }

    @Override
    public Optional<StackState> claim(StackState seen, Claim claim) {
        StackStateStatus before = status(seen);
        return update(seen, now -> {
            boolean free = now.lock == null && now.unmerged == null && rises(number(now.lastOrder), claim.order());
            if (!free || !sameButLedger(before, now)) {
                return Optional.empty();
            }
            now.fence = number(now.fence) + 1;
            now.lastOrder = claim.order();
            now.lock = lock(claim, now.fence);
            return Optional.of(now);
        });
    }

    private LockStatus lock(Claim claim, long fence) {
        LockStatus lock = new LockStatus();
        lock.holder = claim.podUid();
        lock.fence = fence;
        lock.order = claim.order();
        lock.change = claim.change();
        lock.since = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return lock;
    }

    /** What was compared before the claim must still be so; a ledger head that rose in between changes nothing of it. */
    private static boolean sameButLedger(StackStateStatus one, StackStateStatus other) {
        return number(one.fence) == number(other.fence)
                && number(one.lastOrder) == number(other.lastOrder)
                && digest(one).equals(digest(other));
    }

    @Override
    public Optional<StackState> write(StackState seen, String podUid, NewState state) {
        String digest = Sha256.of(state.bytes()).hex();
        StackStateStatus before = status(seen);
        if (!holds(before, podUid) || before.lock.order == null) {
            return Optional.empty();
        }
        long fence = before.lock.fence;
        if (isCurrent(before, state.serial(), digest)) {
            return stored(seen, podUid, state.serial(), digest);
        }
        if (!follows(before, state)) {
            return Optional.empty();
        }
        StateVersion version = new StateVersion();
        version.lineage = state.lineage();
        version.serial = state.serial();
        version.digest = digest;
        version.size = (long) state.bytes().length;
        version.secrets = bytes.store(seen.getSpec().stack, state.bytes());
        version.fence = fence;
        Optional<StackState> written = update(seen, now -> {
            if (!holds(now, podUid) || now.lock.fence != fence || !follows(now, state)) {
                return Optional.empty();
            }
            now.current = version;
            now.lineage = version.lineage;
            now.established = state.holdsManaged() ? "Yes" : now.established;
            return Optional.of(now);
        });
        // A write whose answer was lost, as when the API server restarts, stands there already.
        return written.or(() -> stored(seen, podUid, state.serial(), digest));
    }

    private Optional<StackState> stored(StackState seen, String podUid, long serial, String digest) {
        return find(seen.getSpec().stack)
                .filter(now -> holds(status(now), podUid) && isCurrent(status(now), serial, digest));
    }

    /** The engine posts a version again when it has not heard the answer. */
    private static boolean isCurrent(StackStateStatus status, long serial, String digest) {
        return status.current != null && status.current.serial == serial && status.current.digest.equals(digest);
    }

    private static boolean follows(StackStateStatus status, NewState state) {
        return (status.lineage == null || status.lineage.equals(state.lineage()))
                && (status.current == null ? state.serial() <= STEP : rises(status.current.serial, state.serial()));
    }

    private static boolean rises(long from, long to) {
        return to > from && to - from <= STEP;
    }

    @Override
    public List<String> keepCandidate(String stack, byte[] gzip) {
        return bytes.keepCandidate(stack, gzip);
    }

    @Override
    public void release(StackState seen, String podUid, boolean unmerged) {
        update(seen, now -> {
            if (!holds(now, podUid)) {
                return Optional.empty();
            }
            now.unmerged = unmerged ? now.lock.order : now.unmerged;
            now.lock = null;
            return Optional.of(now);
        });
    }

    @Override
    public void free(StackState seen, String podUid) {
        update(seen, now -> {
            if (!holds(now, podUid)) {
                return Optional.empty();
            }
            now.lock = null;
            return Optional.of(now);
        });
    }

    @Override
    public void clearUnmerged(StackState seen, long order) {
        update(seen, now -> {
            if (now.unmerged == null || now.unmerged != order) {
                return Optional.empty();
            }
            now.unmerged = null;
            return Optional.of(now);
        });
    }

    @Override
    public void noteLedger(StackState seen, long number, Sha256 head) {
        update(seen, now -> {
            if (now.ledger != null && now.ledger.number == number && !now.ledger.head.equals(head.hex())) {
                throw new Stalled("the ledger has another entry " + number + " than the one that "
                        + seen.getSpec().stack + " has seen; somebody rewrote it");
            }
            if (now.ledger != null && now.ledger.number >= number) {
                return Optional.empty();
            }
            now.ledger = new LedgerHead();
            now.ledger.number = number;
            now.ledger.head = head.hex();
            return Optional.of(now);
        });
    }

    /**
     * One update at the version that was read. A lost race is read and judged again: {@code change} says whether what was
     * meant is still right.
     */
    private Optional<StackState> update(
            StackState seen, Function<StackStateStatus, Optional<StackStateStatus>> change) {
        StackState now = seen;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            StackState next = client.getKubernetesSerialization().clone(now);
            Optional<StackStateStatus> changed = change.apply(status(next));
            if (changed.isEmpty()) {
                return Optional.empty();
            }
            next.setStatus(changed.get());
            Optional<StackState> written = put(next);
            if (written.isPresent()) {
                return written;
            }
            now = find(seen.getSpec().stack).orElseThrow(() -> gone(seen));
            if (!now.getMetadata().getUid().equals(seen.getMetadata().getUid())) {
                throw gone(seen);
            }
        }
        throw new Unavailable("the state of " + seen.getSpec().stack + " was written by others all the time");
    }

    /** Empty when another write came first. */
    private Optional<StackState> put(StackState next) {
        try {
            return Optional.of(client.resource(next)
                    .lockResourceVersion(next.getMetadata().getResourceVersion())
                    .updateStatus());
        } catch (KubernetesClientException e) {
            if (KubeFailure.isConflict(e)) {
                return Optional.empty();
            }
            throw KubeFailure.of("write the state of " + next.getSpec().stack, e);
        }
    }

    private static Stalled gone(StackState seen) {
        return new Stalled("StackState " + seen.getSpec().stack + " is not the one that was read any more; somebody "
                + "removed it. Restore it from the backup");
    }

    private static boolean holds(StackStateStatus status, String podUid) {
        return status.lock != null && status.lock.holder.equals(podUid);
    }

    private static StackStateStatus status(StackState state) {
        return Objects.requireNonNullElseGet(state.getStatus(), StackStateStatus::new);
    }

    private static String digest(StackStateStatus status) {
        return status.current == null ? "" : status.current.digest;
    }

    private static long number(Long value) {
        return value == null ? 0 : value;
    }
}
