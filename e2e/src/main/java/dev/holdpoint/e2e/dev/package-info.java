/** The commands of the launcher that need this repository: the local cluster and the summary of the tests. */
package dev.holdpoint.e2e.dev;
