package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** An agent and the people who own it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class AgentSpec {
    /** User name in the cluster. */
    @Required
    @Size(max = 253)
    public String account;

    /** People of this roster. */
    @Required
    @Size(min = 1, max = 16)
    public List<@Size(max = 63) String> owners;

    /** Addresses it commits with. */
    @Size(max = 8)
    public List<@Size(max = 320) String> emails;
}
