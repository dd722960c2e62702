/** A real Kubernetes on one machine, without an image registry: what `dev up`, the demo and the scenarios run on. */
package dev.holdpoint.e2e.cluster;
