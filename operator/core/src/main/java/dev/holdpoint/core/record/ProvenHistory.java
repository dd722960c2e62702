package dev.holdpoint.core.record;

import dev.holdpoint.core.approval.Recorded;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.digest.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers from entries that {@link Chain} has proven. Nobody adds to it after that. */
final class ProvenHistory implements History {
    private final List<Proven> proven = new ArrayList<>();
    private final Map<Round, Notes> rounds = new HashMap<>();
    private final Map<OrderKey, Long> orders = new HashMap<>();
    private final Map<PlanApproved.Place, PlanApproved> approvals = new HashMap<>();
    private final Map<PlanApproved.Place, String> intents = new HashMap<>();
    private final Map<String, Long> lastOrders = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private final Set<Round> refused = new HashSet<>();
    private final Map<String, ChangeEnded.StateMove> lastStates = new HashMap<>();
    private final Map<String, SettingsDocument> settings = new HashMap<>();

    ProvenHistory() {}

    /** One that may be added to without touching this one: what is in the collections never changes. */
    ProvenHistory(ProvenHistory before) {
        proven.addAll(before.proven);
        rounds.putAll(before.rounds);
        orders.putAll(before.orders);
        approvals.putAll(before.approvals);
        intents.putAll(before.intents);
        lastOrders.putAll(before.lastOrders);
        ended.addAll(before.ended);
        refused.addAll(before.refused);
        lastStates.putAll(before.lastStates);
        settings.putAll(before.settings);
    }

    private record Round(String changeUid, int round) {}

    private record OrderKey(String changeUid, int round, Sha256 plan) {}

    /** What is recorded about the votes of one round. */
    private record Notes(Set<Sha256> votes, Set<String> approved, Set<String> rejected, Set<String> withdrawn) {
        static final Notes NONE = new Notes(Set.of(), Set.of(), Set.of(), Set.of());

        Notes with(VoteRecorded vote) {
            Set<Sha256> now = and(votes, vote.digest());
            return switch (vote.decision()) {
                case APPROVE -> new Notes(now, and(approved, vote.person()), rejected, withdrawn);
                case REJECT -> new Notes(now, approved, and(rejected, vote.person()), withdrawn);
                case WITHDRAW -> new Notes(now, approved, rejected, and(withdrawn, vote.person()));
            };
        }

        private static <T> Set<T> and(Set<T> some, T one) {
            Set<T> more = new HashSet<>(some);
            more.add(one);
            return Set.copyOf(more);
        }
    }

    void add(Proven next) {
        proven.add(next);
        switch (next.fact()) {
            case SettingsRecorded it -> {
                SettingsDocument.Id id = it.document().id();
                settings.put(settingsKey(id.kind(), id.name()), it.document());
            }
            case VoteRecorded it -> {
                Round round = new Round(
                        it.poll().template().subject().uid(),
                        it.poll().template().round());
                rounds.put(round, rounds.getOrDefault(round, Notes.NONE).with(it));
            }
            case PlanApproved it -> {
                orders.put(
                        new OrderKey(
                                it.template().subject().uid(), it.template().round(), it.plan()),
                        it.place().order());
                approvals.put(it.place(), it);
                lastOrders.put(it.place().stack(), it.place().order());
            }
            case PodIntended it -> intents.put(it.place(), it.podUid());
            case ChangeRefused it ->
                refused.add(new Round(it.subject().uid(), it.subject().round()));
            case ChangeEnded it -> add(it);
        }
    }

    private void add(ChangeEnded end) {
        ended.add(end.subject().uid());
        if (end.order().isPresent() && end.state().isPresent()) {
            lastStates.merge(
                    end.order().get().place().stack(),
                    end.state().get(),
                    (before, now) -> now.serialAfter() > before.serialAfter() ? now : before);
        }
    }

    @Override
    public Optional<PlanApproved> approval(PlanApproved.Place place) {
        return Optional.ofNullable(approvals.get(place));
    }

    /** People whose recorded approve nobody took back. */
    Set<String> standingApprovals(String changeUid, int round) {
        Notes notes = rounds.getOrDefault(new Round(changeUid, round), Notes.NONE);
        Set<String> standing = new HashSet<>(notes.approved);
        standing.removeAll(notes.withdrawn);
        standing.removeAll(notes.rejected);
        return standing;
    }

    private static String settingsKey(String kind, String name) {
        return kind + " " + name;
    }

    @Override
    public List<Proven> proven() {
        return List.copyOf(proven);
    }

    @Override
    public List<Entry> entries() {
        return proven.stream().map(Proven::entry).toList();
    }

    @Override
    public long number() {
        return proven.size();
    }

    @Override
    public Sha256 head() {
        return proven.isEmpty() ? Entry.ROOT : proven.getLast().entry().digest();
    }

    @Override
    public Recorded recorded(String changeUid, int round) {
        Notes notes = rounds.getOrDefault(new Round(changeUid, round), Notes.NONE);
        return new Recorded(notes.votes, notes.rejected, notes.withdrawn);
    }

    @Override
    public Optional<Long> order(String changeUid, int round, Sha256 plan) {
        return Optional.ofNullable(orders.get(new OrderKey(changeUid, round, plan)));
    }

    @Override
    public long lastOrder(String stack) {
        return lastOrders.getOrDefault(stack, 0L);
    }

    @Override
    public Optional<ChangeEnded.StateMove> lastState(String stack) {
        return Optional.ofNullable(lastStates.get(stack));
    }

    @Override
    public Optional<String> intent(String stack, long order) {
        return order < 1 ? Optional.empty() : Optional.ofNullable(intents.get(new PlanApproved.Place(stack, order)));
    }

    @Override
    public boolean refused(String changeUid, int round) {
        return refused.contains(new Round(changeUid, round));
    }

    @Override
    public boolean ended(String changeUid) {
        return ended.contains(changeUid);
    }

    @Override
    public Optional<SettingsDocument> settings(String kind, String name) {
        return Optional.ofNullable(settings.get(settingsKey(kind, name)));
    }

    @Override
    public Optional<byte[]> attachment(Entry entry, String file) {
        int index = (int) entry.number() - 1;
        if (index >= proven.size() || !proven.get(index).entry().equals(entry)) {
            return Optional.empty();
        }
        return Optional.ofNullable(proven.get(index).fact().attachments().get(file))
                .map(byte[]::clone);
    }
}
