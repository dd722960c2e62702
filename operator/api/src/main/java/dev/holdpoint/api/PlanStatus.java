package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The plan of the current round. Immutable within the round. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class PlanStatus {
    /** The round it belongs to. */
    @Min(1)
    public Integer round;

    /** Name of its InfrastructurePlan. */
    @Size(max = 63)
    public String name;

    /** SHA-256 of the plan bytes that apply will get. */
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String digest;

    /** SHA-256 of REVIEW.md. */
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String review;

    /** SHA-256 of all that the plan was made from. */
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String inputs;

    /** SHA-256 of the specs in force. */
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String settings;

    /** The preview commit. */
    @Pattern("^[0-9a-f]{40}$")
    @Size(max = 40)
    public String head;

    /** Lineage of the state that was planned against; empty before the first apply. */
    @Size(max = 64)
    public String lineage;

    /** Its serial. */
    @Min(0)
    public Long serial;

    /** SHA-256 of its bytes. */
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String stateDigest;

    /** How much attention it needs. */
    public TierName tier;

    /** How many people must approve. */
    @Min(0)
    @Max(16)
    public Integer required;

    /** How many of them by a signed tag. */
    @Min(0)
    @Max(16)
    public Integer signedTags;

    /** People who may not vote: the requester and its chain. */
    @Size(max = 64)
    public List<@Size(max = 63) String> barred;

    /** Planned effects. */
    public Counts counts;

    /** When the review was pushed, RFC 3339. */
    @Size(max = 40)
    public String publishedAt;

    /** When the round ends undecided, RFC 3339. */
    @Size(max = 40)
    public String expires;
}
