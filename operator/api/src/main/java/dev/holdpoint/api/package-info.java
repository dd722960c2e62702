/** The words that users write: the kinds of group holdpoint.dev, version v1alpha1. Data only; rules that need no cluster live in core. */
package dev.holdpoint.api;
