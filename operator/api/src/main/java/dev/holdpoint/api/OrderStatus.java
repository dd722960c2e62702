package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;

/** The apply run of the approved plan. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class OrderStatus {
    @Min(1)
    public Long number;

    /** The pod that claimed it. */
    @Size(max = 36)
    public String podUid;

    /** The fencing token it got. */
    @Min(1)
    public Long fence;

    @Size(max = 40)
    public String claimedAt;
}
