package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** Where the edits are: exactly one of a pushed branch or inline files. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "has(self.git) != has(self.files)",
        message = "give exactly one of source.git (a pushed branch) or source.files (inline edits)")
public final class ChangeSource {
    /** A branch or commit that the agent pushed. */
    public GitSource git;

    /** Small edits inline, 64 files and 256 KiB in all. */
    @Size(min = 1, max = 64)
    public List<FileEditSpec> files;
}
