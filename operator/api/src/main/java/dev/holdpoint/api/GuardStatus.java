package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** What a guard really protects. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class GuardStatus {
    public Long observedGeneration;

    /** The version in force. */
    public Long inForce;

    /** How many addresses of the current state it covers. */
    public Integer covered;

    /** Addresses that are not in the current state. */
    @Size(max = 64)
    public List<@Size(max = 512) String> missing;

    @Size(max = 2048)
    public String message;

    @Size(max = 16)
    public List<Condition> conditions;
}
