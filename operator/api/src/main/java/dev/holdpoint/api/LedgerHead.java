package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** The newest ledger entry that this stack has seen. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class LedgerHead {
    @Required
    @Min(0)
    public Long number;

    @Required
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String head;
}
