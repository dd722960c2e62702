package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import dev.holdpoint.core.record.LedgerFolder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees what nobody announces: refs that move in Git, settings and states that change. One look for all changes, so that
 * hundreds of idle changes cost one look. It only wakes; what is so, each pass reads for itself.
 */
final class WorldWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(WorldWatch.class);
    private static final String OWN_HEADS = "refs/heads/holdpoint/";
    private static final String OWN_TAGS = "refs/tags/holdpoint/";

    private final Eyes eyes;
    private final Consumer<InfrastructureChange> wake;
    private final Runnable chore;
    private final Duration interval;
    private final Map<String, Refs> refs = new HashMap<>();
    private String settings = "";
    private Map<String, String> states = Map.of();

    /** Who is to be woken: kept until it was done, whatever fails in between. */
    private boolean all = true;

    private final Set<String> names = new HashSet<>();
    private final Set<String> stacks = new HashSet<>();

    /**
     * What it looks through.
     *
     * @param settings one text that differs when any settings object does
     * @param states by stack, a text that differs when what its state says to changes does
     * @param changes all of them
     * @param over whether one is over, so that only what bears its own name wakes it
     */
    record Eyes(
            Supplier<List<ChangeRepository>> repositories,
            Function<ChangeRepository, Repository> open,
            Supplier<String> settings,
            Supplier<Map<String, String>> states,
            Supplier<List<InfrastructureChange>> changes,
            Predicate<InfrastructureChange> over) {}

    /** @param chore what this role does besides, after every look */
    WorldWatch(Eyes eyes, Consumer<InfrastructureChange> wake, Runnable chore, Duration interval) {
        this.eyes = eyes;
        this.wake = wake;
        this.chore = chore;
        this.interval = interval;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                look();
                chore.run();
            } catch (Unavailable | Stalled | KubernetesClientException e) {
                LOG.warn("watch unavailable={}", e.getMessage());
            } catch (RuntimeException e) {
                // Without it nobody would look at all, and the role would still say that it is ready.
                LOG.error("watch bug", e);
            }
            try {
                Thread.sleep(interval);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The first look wakes all: what moved since their passes looked, nobody else would tell them. */
    void look() {
        List<ChangeRepository> repositories = eyes.repositories().get();
        String settingsNow = eyes.settings().get();
        Map<String, String> statesNow = eyes.states().get();
        all |= !settingsNow.equals(settings);
        stacks.addAll(differing(states, statesNow));
        settings = settingsNow;
        states = statesNow;
        repositories.forEach(this::look);
        if (all || !names.isEmpty() || !stacks.isEmpty()) {
            eyes.changes().get().stream().filter(this::concerns).forEach(wake);
        }
        all = false;
        names.clear();
        stacks.clear();
    }

    private boolean concerns(InfrastructureChange change) {
        String name =
                change.getMetadata().getNamespace() + "/" + change.getMetadata().getName();
        boolean concerned = all || change.getSpec().stacks.stream().anyMatch(stacks::contains);
        return names.contains(name) || (concerned && !eyes.over().test(change));
    }

    /** Notes whom the refs that moved concern; one repository that cannot be read hides no other. */
    private void look(ChangeRepository repository) {
        try {
            Repository git = eyes.open().apply(repository);
            Refs fresh = git.fetch();
            String uid = repository.getMetadata().getUid();
            Optional<Refs> before = Optional.ofNullable(refs.get(uid));
            all |= before.isEmpty();
            before.map(seen -> differing(seen.byName(), fresh.byName())).orElse(Set.of()).stream()
                    .filter(ref -> !note(ref, git, before.get(), fresh))
                    .forEach(ref -> all = true);
            refs.put(uid, fresh);
        } catch (Unavailable | Stalled e) {
            LOG.warn(
                    "watch repository={} unavailable={}",
                    repository.getMetadata().getName(),
                    e.getMessage());
        }
    }

    /** Notes the changes that a ref which moved concerns; false when these may be any. */
    private boolean note(String ref, Repository git, Refs before, Refs fresh) {
        Optional<Set<String>> concerned =
                ref.equals(LedgerFolder.BRANCH) ? ledger(git, before, fresh) : own(ref).map(Set::of);
        concerned.ifPresent(names::addAll);
        return concerned.isPresent();
    }

    private static Set<String> differing(Map<String, String> before, Map<String, String> after) {
        Set<String> differing = new TreeSet<>();
        before.forEach((name, at) -> {
            if (!at.equals(after.get(name))) {
                differing.add(name);
            }
        });
        after.keySet().stream().filter(name -> !before.containsKey(name)).forEach(differing::add);
        return differing;
    }

    private static Optional<Set<String>> ledger(Repository git, Refs before, Refs fresh) {
        Optional<String> old = before.at(LedgerFolder.BRANCH);
        Optional<String> now = fresh.at(LedgerFolder.BRANCH);
        return old.isEmpty() || now.isEmpty() ? Optional.empty() : LedgerMoves.concerned(git, old.get(), now.get());
    }

    /** The change whose branch or tag this is. */
    private static Optional<String> own(String ref) {
        String rest = ref.startsWith(OWN_HEADS)
                ? ref.substring(OWN_HEADS.length())
                : ref.startsWith(OWN_TAGS) ? ref.substring(OWN_TAGS.length()) : "";
        String[] parts = rest.split("/", -1);
        return parts.length < 2 ? Optional.empty() : Optional.of(parts[0] + "/" + parts[1]);
    }
}
