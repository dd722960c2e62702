package dev.holdpoint.app.reconcile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Rendered plans, kept in memory until the verdict is published. Losing one costs a render run and nothing else, so
 * this is a cache and never the truth: rendering the same bytes gives the same JSON but for its time stamp.
 */
public final class RenderCache {
    /** How many bytes are kept in all, a fifth of a role's heap; the oldest go first. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final Map<String, byte[]> rendered = new LinkedHashMap<>();
    private long size;

    /** Keeps the JSON of a plan; the first one wins. */
    public synchronized void keep(String changeUid, int round, String planDigest, byte[] json) {
        if (rendered.putIfAbsent(key(changeUid, round, planDigest), json) == null) {
            size += json.length;
        }
        var oldest = rendered.entrySet().iterator();
        while (size > MAX_BYTES && rendered.size() > 1 && oldest.hasNext()) {
            size -= oldest.next().getValue().length;
            oldest.remove();
        }
    }

    /** The JSON of a plan, if it is still here. */
    public synchronized Optional<byte[]> find(String changeUid, int round, String planDigest) {
        return Optional.ofNullable(rendered.get(key(changeUid, round, planDigest)));
    }

    private static String key(String changeUid, int round, String planDigest) {
        return changeUid + "/" + round + "/" + planDigest;
    }
}
