/**
 * Proves a ledger from one pinned fingerprint: whose key had to sign which entry, which settings were in force when, and
 * whether every decision in it rests on votes that still verify. Pure; the attestor, the apply pod and an auditor with a
 * clone run the same code.
 */
package dev.holdpoint.app.audit;
