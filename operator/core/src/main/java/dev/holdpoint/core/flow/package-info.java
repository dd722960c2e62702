/**
 * The whole state machine of a change in one place: what was seen goes in, one step comes out. No I/O, no clock, no
 * memory; whoever calls it observes first and performs afterwards.
 */
package dev.holdpoint.core.flow;
