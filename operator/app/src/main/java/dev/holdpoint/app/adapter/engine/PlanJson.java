package dev.holdpoint.app.adapter.engine;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.holdpoint.core.plan.Effect;
import dev.holdpoint.core.plan.OutputChange;
import dev.holdpoint.core.plan.Plan;
import dev.holdpoint.core.plan.PlanReading;
import dev.holdpoint.core.plan.PlannedAction;
import dev.holdpoint.core.plan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code terraform show -json} and {@code tofu show -json}, format 1.x, as a {@link Plan}: a pure function that never
 * throws. Fields it does not know are skipped; values it does know must have their type. 25 MB are read as a stream, and
 * what does not change leaves no values behind.
 *
 * <p>Source of the format: the engines' documents "JSON Output Format" and measured plans of both.
 */
public final class PlanJson {
    private String format = "";
    private String version = "";
    private Plan.Said errored = Plan.Said.NOTHING;
    private Plan.Said applyable = Plan.Said.NOTHING;
    private Plan.Said complete = Plan.Said.NOTHING;
    private boolean deferred;
    private final List<PlannedAction> actions = new ArrayList<>();
    private final List<PlannedAction> drift = new ArrayList<>();
    private final List<OutputChange> outputs = new ArrayList<>();
    private final Set<String> secrets = new TreeSet<>();
    private final PriorStateJson prior = new PriorStateJson(secrets);
    private final ConfigurationJson configuration = new ConfigurationJson(secrets);
    private final VariablesJson variables = new VariablesJson();

    private PlanJson() {}

    /** Reads a plan; bad input is a value with place and reason. */
    public static PlanReading read(byte[] bytes) {
        PlanJson reader = new PlanJson();
        Optional<JsonSource.Trouble> trouble = JsonSource.read(bytes, reader::document);
        if (trouble.isPresent()) {
            return new PlanReading.Unreadable(
                    trouble.get().place(), trouble.get().reason());
        }
        if (reader.format.isEmpty() || reader.version.isEmpty()) {
            return new PlanReading.Unreadable(
                    "the top level",
                    "format_version or terraform_version is missing; is this the output of show -json?");
        }
        return new PlanReading.Sound(reader.plan());
    }

    private Plan plan() {
        variables.taint(configuration.sensitiveVariables(), secrets);
        return new Plan(
                new Plan.Engine(format, version),
                new Plan.Health(errored, applyable, complete, deferred),
                actions,
                drift,
                outputs,
                prior.managed(),
                configuration.programs(),
                new Plan.Words(secrets, configuration.literals()));
    }

    private void document(JsonParser json) throws IOException {
        JsonSource.fields(json, name -> {
            switch (name) {
                case "format_version" -> format = JsonSource.text(json);
                case "terraform_version" -> version = JsonSource.text(json);
                case "errored" -> errored = said(json);
                case "applyable" -> applyable = said(json);
                case "complete" -> complete = said(json);
                case "variables" -> variables.read(json);
                case "resource_changes" -> changes(json, actions);
                case "resource_drift" -> changes(json, drift);
                case "action_invocations", "deferred_action_invocations" -> invocations(json);
                case "deferred_changes" ->
                    JsonSource.items(json, item -> {
                        deferred = true;
                        item.skipChildren();
                    });
                case "output_changes" -> JsonSource.fields(json, output -> output(json, output));
                case "prior_state" -> prior.read(json);
                case "configuration" -> configuration.read(json);
                default -> json.skipChildren();
            }
        });
    }

    private static Plan.Said said(JsonParser json) throws IOException {
        return JsonSource.flag(json) ? Plan.Said.YES : Plan.Said.NO;
    }

    private void changes(JsonParser json, List<PlannedAction> into) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        JsonSource.items(json, item -> into.add(new ChangeJson(secrets).read(item)));
    }

    /** Actions that the plan would invoke (Terraform 1.14): programs of a provider, with no before and after. */
    private void invocations(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        JsonSource.items(json, item -> {
            String[] found = {"", ""};
            JsonSource.fields(item, name -> {
                switch (name) {
                    case "address" -> found[0] = JsonSource.text(item);
                    case "type" -> found[1] = JsonSource.text(item);
                    default -> item.skipChildren();
                }
            });
            JsonSource.demand(!found[0].isEmpty(), "an action has no address");
            actions.add(new PlannedAction(
                    found[0],
                    Optional.empty(),
                    PlannedAction.Mode.OTHER,
                    found[1],
                    "",
                    Effect.RUN,
                    false,
                    "",
                    Value.nothing(),
                    Value.nothing(),
                    List.of()));
        });
    }

    private void output(JsonParser json, String name) throws IOException {
        ChangeJson.Body body = new ChangeJson.Body();
        JsonSource.fields(json, field -> body.read(json, field));
        secrets.addAll(body.secrets());
        Effect effect = body.effect(PlannedAction.Mode.MANAGED, false);
        if (effect != Effect.NOOP) {
            outputs.add(new OutputChange(name, effect));
        }
    }
}
