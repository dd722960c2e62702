package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One public key of one person. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class PersonKey {
    /** One OpenSSH line without options. */
    @Required
    @Size(max = 2048)
    public String publicKey;

    /** When it was added, RFC 3339. */
    @Required
    @Size(max = 40)
    public String added;
}
