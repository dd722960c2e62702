package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;

/** What code from a change may run. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class PermitsSpec {
    /** Provisioners and actions. */
    public Permission provisioners;

    /** The external data source and local programs. */
    public Permission external;
}
