package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** A lien on addresses of a stack. A signed document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class GuardSpec {
    /** Rises by one with every edit. */
    @Required
    @Min(1)
    @Max(1000000000)
    public Long version;

    /** SSHSIG signatures over the canonical JSON of kind, name, version and the spec without this field. */
    @Size(max = 32)
    public List<@Size(max = 4096) String> signatures;

    /** Never changes: the ledger counts the guard among the settings of this stack, which stalls where it is missing. */
    @Required
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    @Size(max = 63)
    @ValidationRule(
            value = "self == oldSelf",
            message = "holdpoint/S1: a guard stays with its stack; for another stack create a guard of another name")
    public String stack;

    /** Exact addresses. */
    @Required
    @Size(min = 1, max = 256)
    public List<@Size(max = 512) String> addresses;

    @Size(max = 1024)
    public String reason;
}
