package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Which change. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ChangeRef {
    @Required
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    @Size(max = 63)
    public String namespace;

    @Required
    @Size(max = 253)
    public String name;

    @Required
    @Size(max = 36)
    public String uid;
}
