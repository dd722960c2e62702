/** A plain Git server over TLS with users and rules, as a forge's branch protection would give: for demo and tests. */
package dev.holdpoint.e2e.git;
