package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** A branch or commit that the agent pushed. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.ref) || has(self.commit)",
        message = "give ref (a branch under agents/), commit, or both (a commit of that branch)")
public final class GitSource {
    /** Full ref name under refs/heads/agents/. */
    @Pattern("^refs/heads/agents/[A-Za-z0-9._/-]+$")
    @Size(max = 255)
    public String ref;

    /** An exact commit: of the ref if one is given, else of any branch under agents/. */
    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String commit;
}
