package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** One human. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class PersonSpec {
    /** Short name, used in tag names. */
    @Required
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    @Size(max = 63)
    public String name;

    @Size(max = 200)
    public String fullName;

    /** Addresses by which authors of commits are known. */
    @Size(max = 8)
    public List<@Size(max = 320) String> emails;

    /** User names in the cluster. */
    @Size(max = 8)
    public List<@Size(max = 253) String> accounts;

    @Required
    @Size(min = 1, max = 8)
    public List<PersonKey> keys;

    /** Stacks this person may vote on; all when absent. */
    @Size(max = 64)
    public List<@Size(max = 63) String> stacks;

    /** The highest tier; Critical when absent. */
    public TierName maxTier;
}
