package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** The Job that works for this change now. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class RunStatus {
    /** plan, render or apply. */
    @Size(max = 16)
    public String kind;

    @Size(max = 63)
    public String job;

    @Min(0)
    @Max(1000)
    public Integer attempt;

    @Size(max = 40)
    public String startedAt;
}
