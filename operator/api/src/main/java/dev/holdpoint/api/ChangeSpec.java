package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What an agent asks for. Immutable, but for a one-way withdrawal. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ChangeSpec {
    /** One line that says what this is. */
    @Required
    @Size(min = 1, max = 200)
    public String title;

    /** Why it should be done, in the requester's words. Shown as a claim, never believed. */
    @Required
    @Size(min = 1, max = 8192)
    public String reasoning;

    /** The stack it changes: exactly one. */
    @Required
    @Size(min = 1, max = 1)
    public List<@Size(max = 63) String> stacks;

    /** The branch it is for; the repository's base branch when absent. */
    @Pattern("^[A-Za-z0-9._/-]+$")
    @Size(max = 200)
    public String baseBranch;

    /** The edits. */
    @Required
    public ChangeSource source;

    /** What the plan is expected to do. */
    public DeclaredIntent intent;

    /** Name of an earlier change of the same requester, namespace and stack, whose place this one takes. */
    @Size(max = 253)
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    public String supersedes;

    /** The user name of whoever asks, exactly as the API server knows it (rule A2). */
    @Required
    @Size(min = 1, max = 253)
    public String requester;

    /** Set once to take the change back. */
    public Withdrawal withdrawal;
}
