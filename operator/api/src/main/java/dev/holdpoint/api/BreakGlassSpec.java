package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A time-boxed, single-use exception that two people make. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class BreakGlassSpec {
    /** What it is for. */
    @Required
    @Pattern("^(Unlock|Delete|Acknowledge)$")
    @Size(max = 16)
    public String purpose;

    /** Kind and name. */
    @Required
    @Size(max = 320)
    public String target;

    /** UID of the target. */
    @Required
    @Size(max = 36)
    public String uid;

    /** For Unlock: the fence it is bound to. */
    @Min(1)
    public Long fence;

    @Required
    @Size(min = 10, max = 1024)
    public String reason;

    @Required
    @Size(max = 253)
    public String requester;
}
