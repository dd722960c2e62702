package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What the requester expects the plan to do. Nothing declared means: no delete, replace or forget. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class DeclaredIntent {
    /** What the change is for. */
    public IntentKind kind;

    /** Kinds and counts. */
    @Size(max = 32)
    public List<DeclaredEffect> effects;
}
