package dev.holdpoint.core.flow;

import java.time.Instant;
import java.util.Optional;

/**
 * What the controller saw in one pass, read from the world and never from memory. A product that is missing means that
 * an earlier stage is not done.
 *
 * @param stage where the status says the change stands
 * @param round the current round, from 1
 * @param withdrawal the requester's reason, when taken back
 * @param supersededBy the newer change that names this one, when there is one
 * @param expires when the round ends undecided
 * @param settings whether the settings are in force
 * @param source the edits and the branch
 * @param basis whether the round's plan still stands on what it was made from
 * @param plan the plan run
 * @param render the render run
 * @param rendersBefore other changes whose render run is under way, or may begin before this one's because their plan run
 *     began no later; of the controller's runs alone
 * @param judgement the verdict
 * @param previewed whether the signed preview commit of this very plan is the branch's head
 * @param lane whether the stack is free
 * @param apply the apply run
 * @param merged whether the edits are on the base branch
 * @param cleaned whether branch and tags are gone
 * @param recorded whether the ledger holds the end of this change
 * @param rejected whether the ledger holds a reject of this round, which is over then
 * @param unrecordedRefusal whether the round was refused and the ledger does not hold that yet
 */
public record Snapshot(
        Stage stage,
        int round,
        Optional<String> withdrawal,
        Optional<String> supersededBy,
        Optional<Instant> expires,
        Settings settings,
        Source source,
        Basis basis,
        Run plan,
        Run render,
        int rendersBefore,
        Judgement judgement,
        boolean previewed,
        Lane lane,
        ApplyRun apply,
        boolean merged,
        boolean cleaned,
        boolean recorded,
        boolean rejected,
        boolean unrecordedRefusal) {}
