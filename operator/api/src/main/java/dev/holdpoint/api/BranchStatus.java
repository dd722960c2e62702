package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;

/** The change in Git. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class BranchStatus {
    /** Short branch name: holdpoint/NAMESPACE/NAME. */
    @Size(max = 255)
    public String name;

    /** The commit of the base branch that it stands on. */
    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String base;

    /** The commit with the edits. */
    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String changeCommit;

    /** The signed commit with review and template; the head. */
    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String previewCommit;

    /** The pushed commit it was copied from. */
    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String sourceCommit;
}
