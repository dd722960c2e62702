package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** Which engine, exactly. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class EngineSpec {
    @Required
    public EngineName name;

    @Required
    @Pattern("^[0-9]+\\.[0-9]+\\.[0-9]+$")
    @Size(max = 32)
    public String version;

    /** The image that holds its binary at /engine, by digest. */
    @Required
    @Pattern("^[^@ ]+@sha256:[0-9a-f]{64}$")
    @Size(max = 512)
    public String image;

    /** SHA-256 of the binary; compared before use. */
    @Required
    @Pattern("^[0-9a-f]{64}$")
    @Size(max = 64)
    public String sha256;
}
