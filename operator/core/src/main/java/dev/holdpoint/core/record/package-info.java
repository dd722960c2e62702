/** What happened, hash-linked: entries of the ledger and the chain that they make. */
package dev.holdpoint.core.record;
