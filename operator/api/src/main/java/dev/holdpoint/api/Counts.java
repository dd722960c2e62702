package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;

/** How many resources have which effect. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class Counts {
    @Min(0)
    public Integer create;

    @Min(0)
    public Integer update;

    @Min(0)
    public Integer replace;

    @Min(0)
    public Integer delete;

    @Min(0)
    public Integer forget;

    @Min(0)
    public Integer read;

    @Min(0)
    public Integer noop;

    @Min(0)
    public Integer imports;

    @Min(0)
    public Integer move;
}
