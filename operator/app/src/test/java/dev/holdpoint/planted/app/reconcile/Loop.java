package dev.holdpoint.planted.app.reconcile;

/** Planted: a reconciler that names an adapter (and so makes a cycle). */
public final class Loop {
    public dev.holdpoint.planted.app.adapter.git.Git git;
}
