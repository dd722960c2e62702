package dev.holdpoint.app.reconcile;

/** What the parts of the attestor share. */
record AttestParts(ChangeBranch branches, RoundReader rounds, RunBook book, RoundJudge judge) {}
