package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Guest;
import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Keeps refs that many may push (branches of agents, tags) from standing in everybody's way. A branch of an agent is
 * brought when a change needs it. Tags are brought together; when they are more than is read, they by halves, until those
 * that are too much are known by name. Who was too much is told so and not asked for again while nothing changed. Safe for
 * many threads.
 */
final class Guests {
    /** Branches that are looked into for a commit that is the head of none. */
    private static final int LOOKS = 32;

    private static final int MAX_REMEMBERED = 10_000;

    private final GitRemote remote;
    private final GuestStore store;
    private final Line line;
    private final RefScope scope;

    /** By object id: how many bytes it could have brought when it was too much. */
    private final Map<String, Long> tooMuch = new ConcurrentHashMap<>();

    /** What may come is measured and comes under it, so that many passes at once do not each take all of it. */
    private final ReentrantLock one = new ReentrantLock();

    Guests(GitRemote remote, GuestStore store, Line line, RefScope scope) {
        this.remote = remote;
        this.store = store;
        this.line = line;
        this.scope = scope;
    }

    /** One conversation with the remote about guests. */
    @FunctionalInterface
    interface Line {
        /** @param mostBytes that it may bring */
        Came ask(RefScope scope, BiPredicate<String, String> wanted, long mostBytes);
    }

    /** What came of it. */
    sealed interface Came {
        /** All that was wanted is here; all refs of the scope, by name. */
        record All(SortedMap<String, String> refs) implements Came {}

        /** Nothing: more bytes than it may bring. */
        record TooMany() implements Came {}

        /** Nothing: one object is larger than is read, whatever else it may bring. */
        record TooLarge() implements Came {}
    }

    /** @param listed all refs of the scope, of which those that are no guests were read */
    Refs refs(SortedMap<String, String> listed) throws IOException {
        Set<String> tags = new HashSet<>();
        listed.forEach((name, id) -> {
            if (name.startsWith(RefScope.TAGS)) {
                tags.add(id);
            }
        });
        tags.removeAll(store.current().kept());
        if (!tags.isEmpty()) {
            one.lock();
            try {
                findOut(List.copyOf(tags), store.tags());
            } finally {
                one.unlock();
            }
            tags.removeAll(store.current().kept());
        }
        SortedMap<String, String> read = new TreeMap<>();
        SortedMap<String, String> unread = new TreeMap<>();
        for (Map.Entry<String, String> ref : listed.entrySet()) {
            boolean missing = ref.getKey().startsWith(RefScope.TAGS) && tags.contains(ref.getValue());
            (missing ? unread : read)
                    .put(ref.getKey(), missing ? words(remote.limits().guests().each()) : ref.getValue());
        }
        return new Refs(read, unread);
    }

    /** Agents' branches neither stand in the list that is asked for here, nor take from what tags may bring. */
    private void findOut(List<String> ids, long allowance) throws IOException {
        List<String> open = new ArrayList<>(ids);
        open.removeIf(id -> tooMuch.getOrDefault(id, 0L) >= allowance);
        if (open.isEmpty()) {
            return;
        }
        Set<String> wanted = Set.copyOf(open);
        Came came =
                line.ask(scope.tags(), (name, id) -> name.startsWith(RefScope.TAGS) && wanted.contains(id), allowance);
        if (came instanceof Came.All) {
            return;
        }
        if (open.size() == 1) {
            remember(open.getFirst(), came, allowance);
            return;
        }
        findOut(open.subList(0, open.size() / 2), allowance);
        findOut(open.subList(open.size() / 2, open.size()), allowance);
    }

    Guest bring(Refs seen, String ref) throws IOException {
        one.lock();
        try {
            return ask(seen, ref);
        } finally {
            one.unlock();
        }
    }

    private Guest ask(Refs seen, String ref) throws IOException {
        Optional<String> told = pointsAt(seen, ref);
        if (told.isEmpty()) {
            return new Guest.Missing("no such branch is there");
        }
        String id = told.get();
        if (store.current().kept().contains(id)) {
            return new Guest.Here(id);
        }
        long allowance = store.allowance();
        long before = tooMuch.getOrDefault(id, 0L);
        if (before >= allowance) {
            return tooMuch(before);
        }
        return switch (line.ask(RefScope.only(ref), (name, now) -> name.equals(ref), allowance)) {
            case Came.All all -> here(id, Optional.ofNullable(all.refs().get(ref)));
            case Came.TooMany many -> tooMuch(id, many, allowance);
            case Came.TooLarge large -> tooMuch(id, large, allowance);
        };
    }

    /** Whoever has no list of agents' branches, or not all of it, asks where this one points before anything of it comes. */
    private Optional<String> pointsAt(Refs seen, String ref) throws IOException {
        Optional<String> told = seen.at(ref);
        return told.isPresent()
                ? told
                : Optional.ofNullable(names(RefScope.only(ref)).get(ref));
    }

    /** The list has a bound of its own: it is asked for even when there is room for nothing more. */
    private SortedMap<String, String> names(RefScope which) throws IOException {
        return switch (line.ask(
                which, (name, id) -> false, remote.limits().guests().each())) {
            case Came.All all -> all.refs();
            case Came.TooMany many -> throw unlisted();
            case Came.TooLarge large -> throw unlisted();
        };
    }

    private static Unavailable unlisted() {
        return new Unavailable(
                "The server lists more branches of agents than are read. Delete old ones; it is tried again.");
    }

    private static Guest here(String told, Optional<String> now) {
        if (now.isEmpty()) {
            return new Guest.Missing("no such branch is there");
        }
        if (!told.equals(now.get())) {
            throw new Unavailable("The branch moved while it was read.");
        }
        return new Guest.Here(told);
    }

    private Guest tooMuch(String id, Came came, long allowance) {
        remember(id, came, allowance);
        return tooMuch(came instanceof Came.TooLarge ? Long.MAX_VALUE : allowance);
    }

    /** Only who exceeds what one may have is refused; for want of room beside others it waits. */
    private Guest tooMuch(long allowed) {
        long each = remote.limits().guests().each();
        if (allowed < each) {
            throw new Unavailable(
                    "Branches of agents take " + (remote.limits().guests().together() - allowed)
                            + " bytes or more of those that they may have together. Delete old ones; it is tried again.");
        }
        return new Guest.TooMuch(words(each));
    }

    private void remember(String id, Came came, long allowance) {
        if (tooMuch.size() >= MAX_REMEMBERED) {
            tooMuch.clear();
        }
        tooMuch.put(id, came instanceof Came.TooLarge ? Long.MAX_VALUE : allowance);
    }

    /**
     * @param where as {@link dev.holdpoint.app.port.Repository#holding} takes it
     * @param contains whether the commit is reachable from a tip that is here
     */
    Guest holding(Refs seen, String where, String commit, Predicate<String> contains) throws IOException {
        if (!where.endsWith("/")) {
            return within(seen, where, commit, contains);
        }
        SortedMap<String, String> branches = new TreeMap<>();
        if (scope.holds(where)) {
            seen.below(where).forEach(name -> branches.put(name, seen.byName().get(name)));
        } else {
            branches.putAll(names(RefScope.below(where)));
        }
        Refs now = new Refs(branches);
        Optional<String> head = branches.entrySet().stream()
                .filter(branch -> branch.getValue().equals(commit))
                .map(Map.Entry::getKey)
                .findFirst();
        if (head.isPresent()) {
            return bring(now, head.get());
        }
        for (String name : branches.keySet().stream().limit(LOOKS).toList()) {
            if (bring(now, name) instanceof Guest.Here(var tip) && contains.test(tip)) {
                return new Guest.Here(commit);
            }
        }
        return new Guest.Missing(
                branches.size() > LOOKS
                        ? "it is the head of no branch there, and only " + LOOKS
                                + " of them are looked into; name its branch beside it (source.git.ref)"
                        : "no branch there holds it");
    }

    private Guest within(Refs seen, String branch, String commit, Predicate<String> contains) throws IOException {
        return switch (bring(seen, branch)) {
            case Guest.Here(var tip) when tip.equals(commit) || contains.test(tip) -> new Guest.Here(commit);
            case Guest.Here here -> new Guest.Missing("the branch does not hold the commit");
            case Guest.Missing missing -> missing;
            case Guest.TooMuch much -> much;
        };
    }

    private String words(long allowance) {
        return "it brings more than is read (" + remote.limits().object() + " bytes in one object, " + allowance
                + " in all, of the " + remote.limits().guests().together()
                + " that branches of agents and tags may have together)";
    }
}
