package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** How it ended. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class OutcomeStatus {
    public OutcomeResult result;

    @Size(max = 2048)
    public String message;

    @Min(0)
    public Long serialBefore;

    @Min(0)
    public Long serialAfter;

    /** Where the edits reached the base branch, as the ledger says. */
    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String merged;

    /** Addresses whose apply started and never ended. */
    @Size(max = 64)
    public List<@Size(max = 512) String> orphans;
}
