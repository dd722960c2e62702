/**
 * The rules that the API server itself enforces (ValidatingAdmissionPolicy), written once: manifests, chart, tests and
 * the command {@code policies} are rendered from here. Rule names are those of the enforcement design.
 */
package dev.holdpoint.app.policy;
