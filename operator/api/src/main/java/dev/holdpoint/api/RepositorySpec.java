package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** A Git repository and what proves it is the right one. A signed document. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class RepositorySpec {
    /** Rises by one with every edit. */
    @Required
    @Min(1)
    @Max(1000000000)
    public Long version;

    /** SSHSIG signatures over the canonical JSON of kind, name, version and the spec without this field. */
    @Size(max = 32)
    public List<@Size(max = 4096) String> signatures;

    /** https or ssh URL. */
    @Required
    @Pattern("^(https|ssh)://.+$")
    @Size(max = 1024)
    public String url;

    /** PEM of the CA that signed an https remote. */
    @Size(max = 65536)
    public String caBundle;

    /** Host key line of an ssh remote. */
    @Size(max = 4096)
    public String hostKey;

    @Required
    @Size(min = 1, max = 200)
    public String baseBranch;

    /** Public key that signs previews, one OpenSSH line. */
    @Required
    @Size(max = 2048)
    public String operatorKey;

    /** Public key that signs the ledger, one OpenSSH line. */
    @Required
    @Size(max = 2048)
    public String attestorKey;
}
