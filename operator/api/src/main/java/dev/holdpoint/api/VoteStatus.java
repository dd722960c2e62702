package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One vote, as the attestor saw it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class VoteStatus {
    /** Whose. */
    @Required
    @Size(max = 63)
    public String person;

    /** approve, reject or withdraw; none when it does not count. */
    @Size(max = 16)
    public String decision;

    /** Tag name. */
    @Size(max = 255)
    public String tag;

    /** Tag object id. */
    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String object;

    /** Why it does not count. */
    @Size(max = 512)
    public String finding;
}
