package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Tiers, quorums and limits. A signed document; several combine as union of denials and maximum of minima. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class PolicySpec {
    /** Rises by one with every edit. */
    @Required
    @Min(1)
    @Max(1000000000)
    public Long version;

    /** SSHSIG signatures over the canonical JSON of kind, name, version and the spec without this field. */
    @Size(max = 32)
    public List<@Size(max = 4096) String> signatures;

    @Size(max = 5)
    public List<TierRule> tiers;

    public MassDestroySpec massDestroy;

    @Size(max = 256)
    public List<CatalogAddition> catalog;

    /** Hours until an undecided round expires. */
    @Min(1)
    @Max(2160)
    public Integer roundHours;
}
