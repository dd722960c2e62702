/**
 * The line between a role and its run pods: one TLS channel, pinned by the role's key and opened by a pod-bound token.
 * The client's side knows no Kubernetes, so that run pods start fast.
 */
package dev.holdpoint.app.adapter.handover;
