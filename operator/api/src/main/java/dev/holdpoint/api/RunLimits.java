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

    /** How long an apply pod may take until something of it runs; 600 when nothing is said. Then the order ends. */
    @Min(20)
    @Max(7200)
    public Integer startSeconds;

    /**
     * How long a cloud credential that an apply pod fetched may work after the pod is gone; 3600 when nothing is said.
     * Before that the lock of a pod that died is not freed.
     */
    @Min(40)
    @Max(43200)
    public Integer credentialSeconds;

    /** Memory of a container that runs the engine, providers included, in MiB; 3072 when it is not said. */
    @Min(256)
    @Max(65536)
    public Integer engineMemoryMiB;
}
