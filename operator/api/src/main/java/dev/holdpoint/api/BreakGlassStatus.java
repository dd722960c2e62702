package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Its use. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class BreakGlassStatus {
    @Size(max = 2048)
    public String message;

    @Size(max = 16)
    public List<Condition> conditions;
}
