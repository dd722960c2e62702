package dev.holdpoint.app.intake;

import dev.holdpoint.app.port.CommitDraft.Ident;
import dev.holdpoint.core.approval.SshSigner;

/**
 * The operator as a committer.
 *
 * @param ident name and address in its commits
 * @param signer signs all of them
 */
public record Operator(Ident ident, SshSigner signer) {}
