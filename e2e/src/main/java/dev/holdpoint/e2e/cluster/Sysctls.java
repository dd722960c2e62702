package dev.holdpoint.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The kernel settings that a kubelet and the bridge plugin write; remembered before, put back after. */
final class Sysctls {
    private static final List<String> WRITTEN = List.of(
            "vm/overcommit_memory",
            "kernel/panic",
            "kernel/panic_on_oops",
            "kernel/keys/root_maxkeys",
            "kernel/keys/root_maxbytes",
            "net/ipv4/ip_forward");
    private static final Path SYS = Path.of("/proc/sys");

    /**
     * One memory for all clusters of this machine: the first one that starts writes it, the last one that stops puts the
     * settings back. Lowering a limit under another cluster's feet left its pods without session keys.
     */
    private static final Path MEMORY = Path.of("/run/holdpoint-sysctls");

    private final Path file;

    Sysctls() {
        this.file = MEMORY;
    }

    static String names() {
        return String.join(", ", WRITTEN).replace('/', '.');
    }

    /** Keeps the first memory: a second start must not remember what the first one wrote. */
    void remember() {
        if (Files.exists(file)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (String name : WRITTEN) {
            if (Files.exists(SYS.resolve(name))) {
                text.append(name).append('=').append(read(SYS.resolve(name))).append('\n');
            }
        }
        TextFile.write(file, text.toString());
    }

    /** Puts them back, unless another cluster of this machine still runs. */
    void restore() {
        if (!Files.exists(file) || Site.anyRuns()) {
            return;
        }
        Properties before = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            before.load(reader);
            for (String name : before.stringPropertyNames()) {
                Files.writeString(SYS.resolve(name), before.getProperty(name));
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot restore kernel settings from " + file, e);
        }
    }

    private static String read(Path setting) {
        try {
            return Files.readString(setting).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
