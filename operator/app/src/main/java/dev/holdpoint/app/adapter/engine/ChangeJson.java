package dev.holdpoint.app.adapter.engine;

import com.fasterxml.jackson.core.JsonParser;
import dev.holdpoint.core.plan.Effect;
import dev.holdpoint.core.plan.Marks;
import dev.holdpoint.core.plan.PlannedAction;
import dev.holdpoint.core.plan.PlannedAction.Mode;
import dev.holdpoint.core.plan.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One entry of {@code resource_changes} or {@code resource_drift}. */
final class ChangeJson {
    private final Set<String> secrets;
    private String address = "";
    private String previous = "";
    private String mode = "";
    private String type = "";
    private String provider = "";
    private String reason = "";
    private boolean deposed;
    private final Body body = new Body();

    /** @param secrets where sensitive strings are noted */
    ChangeJson(Set<String> secrets) {
        this.secrets = secrets;
    }

    PlannedAction read(JsonParser json) throws IOException {
        JsonSource.fields(json, name -> {
            switch (name) {
                case "address" -> address = JsonSource.text(json);
                case "previous_address" -> previous = JsonSource.text(json);
                case "mode" -> mode = JsonSource.text(json);
                case "type" -> type = JsonSource.text(json);
                case "provider_name" -> provider = JsonSource.text(json);
                case "action_reason" -> reason = JsonSource.text(json);
                case "deposed" -> deposed = !JsonSource.text(json).isEmpty();
                case "change" -> JsonSource.fields(json, field -> body.read(json, field));
                default -> json.skipChildren();
            }
        });
        JsonSource.demand(!address.isEmpty(), "a change has no address");
        JsonSource.demand(!type.isEmpty(), "a change has no type");
        JsonSource.demand(!body.actions.isEmpty(), "a change has no actions");
        secrets.addAll(body.secrets());
        return action();
    }

    private PlannedAction action() {
        Mode kind = switch (mode) {
            case "managed" -> Mode.MANAGED;
            case "data" -> Mode.DATA;
            case "ephemeral" -> Mode.EPHEMERAL;
            default -> Mode.OTHER;
        };
        boolean moved = !previous.isEmpty() && !previous.equals(address);
        Effect effect = effect(kind, moved);
        boolean idle = effect == Effect.NOOP;
        return new PlannedAction(
                address,
                moved ? Optional.of(previous) : Optional.empty(),
                kind,
                type,
                provider,
                effect,
                body.importing,
                reason,
                idle ? Value.nothing() : body.marked(body.before, Value.nothing(), body.beforeSensitive),
                idle ? Value.nothing() : body.marked(body.after, body.afterUnknown, body.afterSensitive),
                body.replacePaths);
    }

    private Effect effect(Mode kind, boolean moved) {
        Effect plain = body.effect(kind, moved);
        return plain == Effect.DELETE && deposed ? Effect.DEPOSED_DELETE : plain;
    }

    /** The {@code change} object, which outputs have too. */
    static final class Body {
        private final List<String> actions = new ArrayList<>();
        private final List<String> replacePaths = new ArrayList<>();
        private boolean importing;
        private Value before = Value.nothing();
        private Value after = Value.nothing();
        private Value afterUnknown = Value.nothing();
        private Value beforeSensitive = Value.nothing();
        private Value afterSensitive = Value.nothing();

        void read(JsonParser json, String field) throws IOException {
            switch (field) {
                case "actions" -> JsonSource.items(json, item -> actions.add(JsonSource.text(item)));
                case "before" -> before = JsonSource.value(json);
                case "after" -> after = JsonSource.value(json);
                case "after_unknown" -> afterUnknown = JsonSource.value(json);
                case "before_sensitive" -> beforeSensitive = JsonSource.value(json);
                case "after_sensitive" -> afterSensitive = JsonSource.value(json);
                case "importing" -> importing = !JsonSource.value(json).isEmpty();
                case "replace_paths" -> JsonSource.items(json, item -> replacePaths.add(path(JsonSource.value(item))));
                default -> json.skipChildren();
            }
        }

        private static String path(Value steps) throws IOException {
            JsonSource.demand(steps instanceof Value.Many, "a path is a list");
            List<String> names = new ArrayList<>();
            for (Value step : ((Value.Many) steps).items()) {
                names.add(step.plain().orElse("?"));
            }
            return String.join(".", names);
        }

        Set<String> secrets() {
            Set<String> found = new TreeSet<>(Marks.secrets(marked(before, Value.nothing(), beforeSensitive)));
            found.addAll(Marks.secrets(marked(after, Value.nothing(), afterSensitive)));
            return found;
        }

        Value marked(Value value, Value unknown, Value sensitive) {
            return Marks.lay(value, unknown, sensitive);
        }

        /** The engine's list of verbs as one effect; what is not listed here is unknown, and unknown is refused. */
        Effect effect(Mode kind, boolean moved) {
            return switch (String.join("+", actions)) {
                case "no-op" -> importing ? Effect.IMPORT : moved ? Effect.MOVE : Effect.NOOP;
                case "create" -> Effect.CREATE;
                case "update" -> Effect.UPDATE;
                case "delete" -> Effect.DELETE;
                case "delete+create" -> Effect.REPLACE_DESTROY_FIRST;
                case "create+delete" -> Effect.REPLACE_CREATE_FIRST;
                case "forget" -> Effect.FORGET;
                case "read" -> kind == Mode.MANAGED ? Effect.UNKNOWN : Effect.READ;
                case "open" -> kind == Mode.EPHEMERAL ? Effect.OPEN : Effect.UNKNOWN;
                default -> Effect.UNKNOWN;
            };
        }
    }
}
