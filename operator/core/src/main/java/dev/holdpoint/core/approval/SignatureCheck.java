package dev.holdpoint.core.approval;

/** What a signature proves about a message: that this key made it, or nothing. */
public sealed interface SignatureCheck {

    /**
     * The key's owner, or someone who holds the key, signed exactly this message for exactly this namespace.
     *
     * @param presence what a FIDO2 device says about the human before it; {@link Presence#UNKNOWN} for software keys
     */
    record Good(SshPublicKey key, Presence presence) implements SignatureCheck {}

    /** It proves nothing; {@code reason} is for people. */
    record Bad(String reason) implements SignatureCheck {}
}
