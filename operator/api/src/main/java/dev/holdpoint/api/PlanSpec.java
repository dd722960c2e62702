package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** One plan, one digest. Immutable. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class PlanSpec {
    @Required
    public ChangeRef change;

    @Required
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    @Size(max = 63)
    public String stack;

    @Required
    @Min(1)
    public Integer round;

    /** SHA-256 of the plan bytes. */
    @Required
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String digest;

    /** Bytes. */
    @Required
    @Min(1)
    public Long size;

    /** Immutable Secrets in holdpoint-state that hold the bytes, in order. */
    @Required
    @Size(min = 1, max = 64)
    public List<@Size(max = 253) String> secrets;

    @Required
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String inputs;

    /** The run's dependency lock, as text. */
    @Size(max = 65536)
    public String lockFile;

    @Size(max = 64)
    public String lineage;

    @Min(0)
    public Long serial;

    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String stateDigest;

    /** Name and version. */
    @Required
    @Size(max = 64)
    public String engine;

    /** The ledger head when the plan was made; the votes name it. */
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String ledger;

    /** The commit with the edits. */
    @Required
    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String changeCommit;

    /** SHA-256 of the specs in force when it was made. */
    @Required
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String settings;
}
