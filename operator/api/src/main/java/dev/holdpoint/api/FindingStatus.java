package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** One rule's objection or remark. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class FindingStatus {
    @Size(max = 64)
    public String rule;

    /** refuse, ask or note. */
    @Size(max = 16)
    public String severity;

    @Size(max = 512)
    public String address;

    @Size(max = 1024)
    public String saw;

    /** Steps, in order. */
    @Size(max = 16)
    public List<@Size(max = 512) String> remedy;

    @Size(max = 32)
    public String nextActor;
}
