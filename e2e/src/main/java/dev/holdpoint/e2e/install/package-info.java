/** Puts Holdpoint on a cluster from {@code crds/} and {@code manifests/}, as an administrator would. */
package dev.holdpoint.e2e.install;
