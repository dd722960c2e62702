package dev.holdpoint.core.record;

import java.util.Map;

/** An entry as it lies in Git: its bytes, the attestor's signature over them, and what is attached. */
public record SignedEntry(String file, byte[] bytes, String signature, Map<String, byte[]> attachments) {
    /** The SSHSIG namespace of ledger entries; a signature for anything else can never pass for one. */
    public static final String NAMESPACE = "holdpoint-ledger";

    public SignedEntry {
        attachments = Map.copyOf(attachments);
    }
}
