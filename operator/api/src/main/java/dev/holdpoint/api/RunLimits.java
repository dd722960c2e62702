package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** Bounds of one run. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class RunLimits {
    @Min(10)
    @Max(7200)
    public Integer planSeconds;

    @Min(10)
    @Max(86400)
    public Integer applySeconds;
}
