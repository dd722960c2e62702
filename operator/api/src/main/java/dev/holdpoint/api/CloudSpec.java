package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * The cloud identity of a stack's runs, as the engine's container alone sees it: the stack's account for the kind of
 * run, by a token that the cloud trusts, and the variables by which its client finds role, region and token. No secret
 * stands here.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class CloudSpec {
    /**
     * Audience of the account's token at /var/run/holdpoint-cloud/token; without one there is no token. Never one that
     * the API server or Holdpoint takes.
     */
    @Pattern(
            "^(sts[.]amazonaws[.]com([.]cn)?|api://AzureADTokenExchange|(https:)?//iam[.]googleapis[.]com/[A-Za-z0-9._/-]{1,300})$")
    @Size(max = 400)
    public String tokenAudience;

    /** Variables of plan runs: a role that can read and no more. */
    @Size(max = 32)
    public List<CloudVariable> plan;

    /** Variables of apply runs. */
    @Size(max = 32)
    public List<CloudVariable> apply;
}
