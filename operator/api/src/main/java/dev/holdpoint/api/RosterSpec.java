package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Who may vote, with which keys and for what. Signed under the previous version. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class RosterSpec {
    /** Rises by one with every edit. */
    @Required
    @Min(1)
    @Max(1000000000)
    public Long version;

    /** SSHSIG signatures over the canonical JSON of kind, name, version and the spec without this field. */
    @Size(max = 32)
    public List<@Size(max = 4096) String> signatures;

    @Required
    public RosterProfile profile;

    @Required
    @Size(min = 1, max = 256)
    public List<PersonSpec> people;

    @Size(max = 256)
    public List<AgentSpec> agents;

    /** People who may sign settings. */
    @Required
    @Size(min = 1, max = 64)
    public List<@Size(max = 63) String> settingsSigners;

    @Size(max = 16)
    public List<SettingsQuorum> settingsQuorum;
}
