/** What would happen: the engine's planned actions as values, normalised once at the door. */
package dev.holdpoint.core.plan;
