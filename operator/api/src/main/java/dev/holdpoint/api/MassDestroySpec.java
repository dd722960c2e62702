package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;

/** When destroying counts as mass destruction. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class MassDestroySpec {
    @Min(1)
    @Max(1000)
    public Integer count;

    @Min(1)
    @Max(100)
    public Integer percent;
}
