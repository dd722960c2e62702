/**
 * Git over JGit: an object database in a folder of ours, and a remote. No worktree, no shell, no hooks, no filters, no
 * configuration of this machine or its users.
 */
package dev.holdpoint.app.adapter.git;
