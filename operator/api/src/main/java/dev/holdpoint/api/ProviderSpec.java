package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One provider that runs may use. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class ProviderSpec {
    /** As hashicorp/aws. */
    @Required
    @Size(max = 253)
    public String source;

    @Required
    @Size(max = 32)
    public String version;

    /** The h1: hash for the runner platform. */
    @Required
    @Pattern("^h1:[A-Za-z0-9+/=]{44}$")
    @Size(max = 64)
    public String h1;

    /**
     * Image by digest that holds the unpacked package below /providers, as host/namespace/type/version/os_arch, and a
     * /bin/cp to copy it with.
     */
    @Size(max = 512)
    public String image;
}
