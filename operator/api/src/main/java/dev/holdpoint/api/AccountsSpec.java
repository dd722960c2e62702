package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The service accounts of the runs of this stack. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class AccountsSpec {
    /** In holdpoint-runs-plan. */
    @Required
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    @Size(max = 63)
    public String plan;

    /** In holdpoint-runs-apply. */
    @Required
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    @Size(max = 63)
    public String apply;
}
