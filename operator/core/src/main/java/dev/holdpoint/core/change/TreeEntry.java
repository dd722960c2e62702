package dev.holdpoint.core.change;

/**
 * One entry of a Git tree as it was found; nothing about it is believed yet.
 *
 * @param rawPath path as Git has it
 * @param mode Git file mode, octal as in 0100644
 * @param content bytes of a regular file; empty for everything else
 */
public record TreeEntry(String rawPath, int mode, byte[] content) {
    /** Regular file. */
    public static final int REGULAR = 0100644;

    /** Executable file. */
    public static final int EXECUTABLE = 0100755;

    /** True for what may be materialised. */
    public boolean isRegular() {
        return mode == REGULAR || mode == EXECUTABLE;
    }
}
