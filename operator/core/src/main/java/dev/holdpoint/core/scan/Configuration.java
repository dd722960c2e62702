package dev.holdpoint.core.scan;

import dev.holdpoint.core.change.RepoPath;
import java.util.List;
import java.util.SortedMap;

/**
 * All that the rules look at.
 *
 * @param files the whole tree
 * @param sources the configuration files in it that were understood, by path
 * @param law what the stack allows
 */
record Configuration(SortedMap<RepoPath, byte[]> files, List<Source> sources, ScanLaw law) {
    Configuration {
        sources = List.copyOf(sources);
    }

    /** Whether a folder holds configuration. */
    boolean isModule(String folder) {
        return files.keySet().stream()
                .anyMatch(path -> Source.folder(path).equals(folder)
                        && Source.ending(path).isPresent());
    }
}
