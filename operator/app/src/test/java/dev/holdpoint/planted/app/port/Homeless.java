package dev.holdpoint.planted.app.port;

/** Planted: libraries away from their home. */
public final class Homeless {
    public org.eclipse.jgit.lib.ObjectId id;
    public picocli.CommandLine line;
    public io.javaoperatorsdk.operator.Operator operator;
}
