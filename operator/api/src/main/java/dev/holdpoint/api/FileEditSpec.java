package dev.holdpoint.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** One edit of one file, inline. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class FileEditSpec {
    /** Path from the root of the repository, with forward slashes. */
    @Required
    @Size(min = 1, max = 512)
    public String path;

    /** What to do with the file. */
    @Required
    public EditOperation operation;

    /** New content as text; for Create and Replace. */
    @Size(max = 262144)
    public String content;

    /** New content in base64, when it is not text. */
    @Size(max = 349528)
    public String contentBase64;
}
