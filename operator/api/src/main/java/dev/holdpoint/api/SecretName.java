package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A Secret in the namespace holdpoint-system, mounted by name and never read through the API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class SecretName {
    @Required
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    @Size(max = 63)
    public String name;
}
