package dev.holdpoint.core.approval;

/** A tag as it was found in Git: nothing about it is believed yet. */
public final class SignedTag {

    private final String ref;
    private final byte[] raw;

    /**
     * Takes a copy.
     *
     * @param ref the full ref name, {@code refs/tags/…}
     * @param raw the tag object's bytes, as {@code git cat-file tag} prints them
     */
    public SignedTag(String ref, byte[] raw) {
        this.ref = ref;
        this.raw = raw.clone();
    }

    public String ref() {
        return ref;
    }

    /** A copy. */
    public byte[] raw() {
        return raw.clone();
    }
}
