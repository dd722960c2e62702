package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;

/** Whether a settings document is in force. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class SettingsStatus {
    public Long observedGeneration;

    /** The version in force. */
    public Long inForce;

    @Size(max = 2048)
    public String message;

    @Size(max = 16)
    public List<Condition> conditions;
}
