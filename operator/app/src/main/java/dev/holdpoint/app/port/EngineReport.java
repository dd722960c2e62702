package dev.holdpoint.app.port;

import java.util.List;

/**
 * What an event stream says.
 *
 * @param started addresses whose change began, in order
 * @param undone addresses with planned changes that did not all complete
 * @param failed addresses whose change failed
 * @param unended addresses whose change began and neither completed nor failed: they may exist without being in the state
 * @param diagnostics errors and warnings, redacted
 * @param whole false when the stream was too long to be read to its end
 */
public record EngineReport(
        List<String> started,
        List<String> undone,
        List<String> failed,
        List<String> unended,
        List<RunDesk.Diagnostic> diagnostics,
        boolean whole) {
    /** The word for an error in {@link RunDesk.Diagnostic#severity}. */
    public static final String ERROR = "error";

    public EngineReport {
        started = List.copyOf(started);
        undone = List.copyOf(undone);
        failed = List.copyOf(failed);
        unended = List.copyOf(unended);
        diagnostics = List.copyOf(diagnostics);
    }

    /** The errors. */
    public List<RunDesk.Diagnostic> errors() {
        return diagnostics.stream().filter(d -> d.severity().equals(ERROR)).toList();
    }
}
