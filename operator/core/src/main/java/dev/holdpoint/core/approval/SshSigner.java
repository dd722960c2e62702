package dev.holdpoint.core.approval;

/**
 * Signs as one identity of the program: the operator its commits, the attestor its ledger entries. People sign with
 * {@code ssh-keygen} and {@code git}, never through this.
 */
public interface SshSigner {

    /** The public half. */
    SshPublicKey key();

    /** An armored SSHSIG signature (sha512) over this message for this namespace, ending in a line end. */
    String sign(byte[] message, String namespace);
}
