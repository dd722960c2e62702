package dev.holdpoint.app.adapter.git;

import dev.holdpoint.app.port.Refs;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.port.Unavailable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Keeps refs that many may push (branches of agents, tags) from standing in everybody's way. When a fetch brings more
 * than is read, the rest is fetched without them, then they by halves, until those that are too much are known by name;
 * they are told and not asked for again while they point at the same object. Safe for many threads.
 */
final class Guests {
    private static final List<String> PREFIXES = List.of("refs/heads/agents/", "refs/tags/");
    private static final int ROUNDS = 3;

    private final GitRemote remote;
    private final Set<String> tooMuch = Collections.synchronizedSet(new HashSet<>());

    Guests(GitRemote remote) {
        this.remote = remote;
    }

    /** One conversation with the remote; empty when it brought too much. */
    @FunctionalInterface
    interface Fetcher extends Function<BiPredicate<String, String>, Optional<Fetching.Fetched>> {}

    /** @throws Stalled when what is not a guest's is too much already */
    Refs fetch(Fetcher remoteFetch) {
        for (int round = 0; round < ROUNDS; round++) {
            Optional<Fetching.Fetched> all = remoteFetch.apply((name, id) -> !isGuest(name) || !tooMuch.contains(id));
            if (all.isPresent()) {
                tooMuch.retainAll(all.get().left().values());
                return refs(all.get());
            }
            Fetching.Fetched own =
                    remoteFetch.apply((name, id) -> !isGuest(name)).orElseThrow(this::stalled);
            findOut(remoteFetch, List.copyOf(new HashSet<>(own.left().values())));
        }
        throw new Unavailable("Branches of " + remote.shown() + " move while they are read.");
    }

    private void findOut(Fetcher remoteFetch, List<String> ids) {
        List<String> open = new ArrayList<>(ids);
        open.removeAll(Set.copyOf(tooMuch));
        if (open.isEmpty() || remoteFetch.apply((name, id) -> open.contains(id)).isPresent()) {
            return;
        }
        if (open.size() == 1) {
            tooMuch.add(open.getFirst());
            return;
        }
        findOut(remoteFetch, open.subList(0, open.size() / 2));
        findOut(remoteFetch, open.subList(open.size() / 2, open.size()));
    }

    private Refs refs(Fetching.Fetched fetched) {
        SortedMap<String, String> unread = new TreeMap<>();
        fetched.left().forEach((name, id) -> unread.put(name, limits()));
        return new Refs(fetched.read(), unread);
    }

    private String limits() {
        return "it brings more than is read (" + remote.limits().object() + " bytes in one object, "
                + remote.limits().transfer() + " in all)";
    }

    private Stalled stalled() {
        return new Stalled("The remote " + remote.shown() + " sent more than is read ("
                + remote.limits().transfer()
                + " bytes in one fetch, " + remote.limits().object()
                + " in one object). Find the branch that holds large files and delete it.");
    }

    private static boolean isGuest(String ref) {
        return PREFIXES.stream().anyMatch(ref::startsWith);
    }
}
