package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Who holds the stack. Absent when free. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class LockStatus {
    /** UID of the pod. */
    @Required
    @Size(max = 36)
    public String holder;

    @Required
    @Min(1)
    public Long fence;

    @Required
    @Min(1)
    public Long order;

    /** namespace/name of the change. */
    @Size(max = 320)
    public String change;

    @Size(max = 40)
    public String since;
}
