package dev.holdpoint.app.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Runs one command as a person would, and keeps what it says. */
record Cli(int exit, String output) {
    static Cli run(Object command, String... args) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        int exit = new CommandLine(command).setOut(writer).setErr(writer).execute(args);
        writer.flush();
        return new Cli(exit, said.toString());
    }
}
