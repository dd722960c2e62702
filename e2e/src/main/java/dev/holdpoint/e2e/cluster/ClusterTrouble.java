package dev.holdpoint.e2e.cluster;

/** The cluster can't be brought where it was asked to be. The message says what was seen, {@link #remedy} what to do. */
public final class ClusterTrouble extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    public ClusterTrouble(String seen, String remedy) {
        super(seen);
        this.remedy = remedy;
    }

    public ClusterTrouble(String seen, String remedy, Throwable cause) {
        super(seen, cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
