package dev.holdpoint.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonsTest {
    /** Ends its first thread alone (the system call, not the library's exit), as a kill may end it before the others. */
    private static final String FIRST_THREAD_ENDS = """
            import ctypes, platform, threading, time
            threading.Thread(target=lambda: time.sleep(120)).start()
            ctypes.CDLL(None).syscall({'x86_64': 60, 'aarch64': 93}[platform.machine()], 0)
            """;

    @Test
    void a_process_whose_first_thread_ended_still_holds_its_ports_and_counts_as_alive(@TempDir Path state) {
        assumeTrue(Command.of("python3", "--version").attempt().ok(), "python3 is not on this machine");
        Daemons daemons = new Daemons(state);
        long pid = daemons.start("threads", List.of("python3", "-c", FIRST_THREAD_ENDS), Map.of());
        try {
            Wait.until(
                    "the first thread is a zombie",
                    Duration.ofSeconds(20),
                    () -> TextFile.readIfThere(Path.of("/proc/" + pid + "/stat"))
                            .orElseThrow()
                            .contains(") Z "));
            assertThat(daemons.alive("threads")).contains(pid);
        } finally {
            daemons.stop("threads", Duration.ZERO);
        }
        assertThat(ProcFs.startTime(pid)).isEmpty();
    }
}
