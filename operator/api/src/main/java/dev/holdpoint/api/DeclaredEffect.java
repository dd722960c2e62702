package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One kind of effect that the requester expects, with the most of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class DeclaredEffect {
    /** The kind. */
    @Required
    public EffectName effect;

    /** Resource type; all types when absent. */
    @Size(max = 128)
    public String type;

    /** The most resources with this effect. */
    @Required
    @Min(0)
    @Max(100000)
    public Integer atMost;
}
