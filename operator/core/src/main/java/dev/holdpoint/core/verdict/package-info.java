/** From planned actions to what humans are asked: refused, or humans at a tier. Judged by effect, never by words. */
package dev.holdpoint.core.verdict;
