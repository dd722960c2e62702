package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** How many signatures each kind of settings needs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class SettingsQuorum {
    @Required
    @Size(max = 63)
    public String kind;

    @Required
    @Min(1)
    @Max(16)
    public Integer signatures;
}
