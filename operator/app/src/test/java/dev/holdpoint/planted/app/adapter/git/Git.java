package dev.holdpoint.planted.app.adapter.git;

/** Planted: an adapter that knows who calls it. */
public final class Git {
    public dev.holdpoint.planted.app.reconcile.Loop loop;
}
