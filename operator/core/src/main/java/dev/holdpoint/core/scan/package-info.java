/** The static scan: what the files of a stack say, read without evaluating anything, and what of it is refused. */
package dev.holdpoint.core.scan;
