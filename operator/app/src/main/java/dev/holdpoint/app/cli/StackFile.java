package dev.holdpoint.app.cli;

import dev.holdpoint.api.StackSpec;
import java.util.Optional;

/** A stack as a file, exactly as in the cluster. */
final class StackFile {
    private StackFile() {}

    /** The spec; empty when the text is not one stack. An unknown field makes it none. */
    static Optional<StackSpec> read(String yaml) {
        return SpecFile.read(yaml, "InfrastructureStack", StackSpec.class).map(SpecFile::spec);
    }
}
