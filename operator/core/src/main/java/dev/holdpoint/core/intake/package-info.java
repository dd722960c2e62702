/** What was asked, and by whom, checked for shape and size. */
package dev.holdpoint.core.intake;
