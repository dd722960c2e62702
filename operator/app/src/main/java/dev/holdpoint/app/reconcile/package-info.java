/**
 * The loop of each role: observe, decide, perform one step, report. Everything is read anew in every pass; what is kept
 * in memory is a cache whose loss costs time and nothing else.
 */
package dev.holdpoint.app.reconcile;
