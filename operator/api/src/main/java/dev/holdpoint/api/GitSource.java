package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** A branch or commit that the agent pushed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class GitSource {
    /** Full ref name under refs/heads/agents/. */
    @Pattern("^refs/heads/agents/[A-Za-z0-9._/-]+$")
    @Size(max = 255)
    public String ref;

    /** An exact commit, instead of a ref. */
    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String commit;
}
