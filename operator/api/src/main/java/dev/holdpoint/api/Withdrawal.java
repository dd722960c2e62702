package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The requester takes the change back. One way. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class Withdrawal {
    /** Why. */
    @Required
    @Size(min = 1, max = 1024)
    public String reason;
}
