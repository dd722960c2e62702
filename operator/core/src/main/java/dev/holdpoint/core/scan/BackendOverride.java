package dev.holdpoint.core.scan;

/**
 * The file by which a run replaces whatever backend a configuration names. Override files are merged in the order of
 * their names and the last one wins; nothing else in a tree may be an override file, so ours is the only one.
 */
public final class BackendOverride {
    /** Its name without ending; refused in any tree. */
    static final String STEM = "zzzz_holdpoint_override";

    /** Its name, in the folder of the root module. */
    public static final String FILE = STEM + ".tf";

    /**
     * Its whole content. All values come by {@code TF_HTTP_*}, so that nothing of them is stored in a plan.
     */
    public static final String CONTENT = """
            terraform {
              backend "http" {}
            }
            """;

    private BackendOverride() {}
}
