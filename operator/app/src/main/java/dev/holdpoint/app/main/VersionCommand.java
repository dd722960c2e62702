package dev.holdpoint.app.main;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Callable<Integer>, CommandLine.IVersionProvider {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(getVersion()[0]);
        return 0;
    }

    @Override
    public String[] getVersion() {
        String version = Holdpoint.class.getPackage().getImplementationVersion();
        return new String[] {"holdpoint " + (version == null ? "(not packaged)" : version)};
    }
}
