package dev.holdpoint.core.record;

import java.util.Map;
import java.util.stream.Collectors;

/** An entry as it lies in Git: its bytes, the attestor's signature over them, and what is attached. */
public record SignedEntry(String file, byte[] bytes, String signature, Map<String, byte[]> attachments) {
    /** The SSHSIG namespace of ledger entries; a signature for anything else can never pass for one. */
    public static final String NAMESPACE = "holdpoint-ledger";

    /** Copies what it is given. What the accessors give is nobody's to change: proofs remember entries that they saw. */
    public SignedEntry {
        bytes = bytes.clone();
        attachments = attachments.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, attachment -> attachment.getValue().clone()));
    }
}
