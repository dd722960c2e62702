package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** One state that was current. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class StateVersion {
    @Required
    @Size(max = 64)
    public String lineage;

    @Required
    @Min(0)
    public Long serial;

    /** SHA-256 of its bytes. */
    @Required
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String digest;

    /** Bytes. */
    @Min(0)
    public Long size;

    /** Secrets that hold its bytes, in order. */
    @Required
    @Size(min = 1, max = 96)
    public List<@Size(max = 253) String> secrets;

    /** The fence it was written under. */
    @Required
    @Min(1)
    public Long fence;
}
