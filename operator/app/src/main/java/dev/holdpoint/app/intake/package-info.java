/** From what was asked to commits: the change, its preview and its merge. Knows repositories by their port alone. */
package dev.holdpoint.app.intake;
