/** The exact edits on an exact base commit. Text becomes a type here, once; what cannot be a path never becomes one. */
package dev.holdpoint.core.change;
