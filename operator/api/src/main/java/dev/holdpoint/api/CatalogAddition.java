package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** Says what a type, or the things at certain addresses, hold. May only tighten. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class CatalogAddition {
    /** Resource type. */
    @Size(max = 128)
    public String type;

    /** Exact address, or a pattern with * within one name. */
    @Size(max = 512)
    public String address;

    @Required
    public HoldsKind holds;

    /** Attribute paths that must stay true. */
    @Size(max = 16)
    public List<@Size(max = 128) String> protections;
}
