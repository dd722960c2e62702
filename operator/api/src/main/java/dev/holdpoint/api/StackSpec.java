package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A unit of infrastructure with one state, one engine, one lock. A signed document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class StackSpec {
    /** Rises by one with every edit. */
    @Required
    @Min(1)
    @Max(1000000000)
    public Long version;

    /** SSHSIG signatures over the canonical JSON of kind, name, version and the spec without this field. */
    @Size(max = 32)
    public List<@Size(max = 4096) String> signatures;

    /** Name of a ChangeRepository. */
    @Required
    @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$")
    @Size(max = 63)
    public String repository;

    /** Folder in the repository; empty for the root. */
    @Size(max = 512)
    public String path;

    @Required
    public EngineSpec engine;

    /** The providers that runs may use. */
    @Size(max = 32)
    public List<ProviderSpec> providers;

    @Required
    public Stage stage;

    /** User names that may ask; a name ending in :* stands for a whole namespace of service accounts. */
    @Required
    @Size(min = 1, max = 64)
    public List<@Size(max = 253) String> requesters;

    @Required
    public AccountsSpec accounts;

    /** ChangePolicies that apply; all of them. */
    @Required
    @Size(min = 1, max = 8)
    public List<@Size(max = 63) String> policies;

    /** As what its runs act in the cloud; without it the engine has no credential at all. */
    public CloudSpec cloud;

    public PermitsSpec permits;

    public RunLimits limits;

    /** Remote states that may be read, as backend type and address. */
    @Size(max = 16)
    public List<@Size(max = 512) String> remoteStates;
}
