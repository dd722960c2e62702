package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One variable of the engine's environment by which a cloud's client is set up. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class CloudVariable {
    /** As AWS_REGION, AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE. Names of keys, passwords and secrets are refused. */
    @Required
    @Pattern("^(AWS|GOOGLE|ARM|AZURE)_[A-Z0-9_]{1,60}$")
    @Size(max = 68)
    public String name;

    @Required
    @Pattern("^[ -~]*$")
    @Size(max = 512)
    public String value;
}
