package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** What the attestor proved. Never believed when read: it is judged again on every pass and under the lock. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ApprovalStatus {
    @Min(1)
    public Integer round;

    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String planDigest;

    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String head;

    /** The attestor's own count of people needed. */
    @Min(0)
    @Max(16)
    public Integer required;

    /** Distinct people. */
    @Size(max = 64)
    public List<@Size(max = 63) String> approvers;

    /** The order number, rising per stack. */
    @Min(1)
    public Long order;

    /** Digest of the ledger entry that numbered it. */
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String ledgerEntry;

    @Size(max = 40)
    public String grantedAt;
}
