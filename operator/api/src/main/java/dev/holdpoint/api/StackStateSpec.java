package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Whose state this is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class StackStateSpec {
    @Required
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    @Size(max = 63)
    public String stack;

    /** Service account in holdpoint-runs-apply that may hold the lock; immutable. */
    @Required
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    @Size(max = 63)
    public String applyAccount;
}
