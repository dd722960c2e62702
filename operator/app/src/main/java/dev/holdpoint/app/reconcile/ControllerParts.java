package dev.holdpoint.app.reconcile;

import dev.holdpoint.core.approval.SshSigner;

/** What the parts of the controller share. */
record ControllerParts(
        ChangeBranch branches,
        RoundReader rounds,
        RunBook book,
        Neighbours neighbours,
        Successions successions,
        SshSigner operator) {}
