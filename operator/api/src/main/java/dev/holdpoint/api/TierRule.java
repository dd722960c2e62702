package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;

/** What one tier asks for. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class TierRule {
    @Required
    public TierName tier;

    @Required
    @Min(0)
    @Max(16)
    public Integer approvals;

    @Min(0)
    @Max(16)
    public Integer signedTags;

    /** A vote with touch and PIN. */
    public TouchNeed touch;
}
