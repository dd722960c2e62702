package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.Engine;
import dev.holdpoint.app.port.EngineReport;
import dev.holdpoint.app.port.RunPaths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** What an engine left behind, as far as the companion may look at it. The engine's own text is never passed on. */
final class EngineFiles {
    private final RunPaths paths;
    private final Engine engine;
    private final HandedOver handed;

    EngineFiles(RunPaths paths, Engine engine) {
        this.paths = paths;
        this.engine = engine;
        this.handed = new HandedOver(paths.work());
    }

    /** Standard output of a phase; {@link EngineRun} writes it there. */
    static Path output(RunPaths paths, String phase) {
        return paths.run().resolve(phase + ".out");
    }

    /** What the events of a phase say; empty when there are none that can be read. */
    Optional<EngineReport> report(String phase) {
        try (InputStream events = handed.open(output(paths, phase))) {
            return Optional.of(engine.read(events));
        } catch (NoSuchFileException | HandedOver.NotRegular e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot read the events of " + phase, e);
        }
    }

    HandedOver.Sight read(Path file, int maxBytes) {
        try {
            return handed.read(file, maxBytes);
        } catch (IOException e) {
            return new HandedOver.Sight.Refused(
                    file.getFileName() + " cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** Such a file compressed, however large it is; empty when it is gone or has more than so many bytes even so. */
    Optional<byte[]> compressed(String stackPath, String name, int maxBytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = handed.open(Workplace.stack(paths, stackPath).resolve(name));
                GZIPOutputStream out = new GZIPOutputStream(compressed)) {
            for (int n = in.read(buffer); n >= 0 && compressed.size() <= maxBytes; n = in.read(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return compressed.size() > maxBytes ? Optional.empty() : Optional.of(compressed.toByteArray());
    }

    /** A file in the folder that the engine worked in. */
    HandedOver.Sight inStack(String stackPath, String name, int maxBytes) {
        return read(Workplace.stack(paths, stackPath).resolve(name), maxBytes);
    }
}
