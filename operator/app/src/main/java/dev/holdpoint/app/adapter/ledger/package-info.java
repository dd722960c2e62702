/** The ledger as a branch of the repository that it is about, so that every clone has it. */
package dev.holdpoint.app.adapter.ledger;
