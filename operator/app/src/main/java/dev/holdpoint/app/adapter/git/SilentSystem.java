package dev.holdpoint.app.adapter.git;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/** What JGit may know of this machine: nothing. Neither system nor user configuration nor environment is read. */
final class SilentSystem extends SystemReader {
    private static final SilentSystem ONE = new SilentSystem();

    private SilentSystem() {
        setPlatformChecker();
    }

    /** JGit keeps one reader per process; installing it twice is harmless. */
    static void install() {
        SystemReader.setInstance(ONE);
    }

    @Override
    public String getHostname() {
        return "localhost";
    }

    @Override
    public String getenv(String variable) {
        return null;
    }

    @Override
    public String getProperty(String key) {
        return System.getProperty(key);
    }

    @Override
    public FileBasedConfig openUserConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(Config parent, FS fs) {
        return new Empty(parent, fs);
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getCurrentTime() {
        return Instant.now().toEpochMilli();
    }

    @Override
    @SuppressWarnings("deprecation")
    public int getTimezone(long when) {
        return ZoneOffset.UTC.getTotalSeconds();
    }

    /** A configuration that is not on disk: empty whenever it is read, and saving it changes nothing. */
    private static final class Empty extends FileBasedConfig {
        /** Coarser than any file system that we run on; all it costs is that a fresh small file is read twice. */
        private static final Duration CLOCK_OF_FILES = Duration.ofMillis(500);

        Empty(Config parent, FS fs) {
            super(parent, new File("no-such-configuration"), fs);
        }

        @Override
        public void load() {
            // There is nothing to read.
        }

        @Override
        public void save() {
            // There is nowhere to write.
        }

        @Override
        public boolean isOutdated() {
            return false;
        }

        /** JGit measures the clock of the file system, with files and a thread of its own, unless it is told. */
        @Override
        public long getTimeUnit(String section, String subsection, String name, long otherwise, TimeUnit unit) {
            return section.equals("filesystem")
                    ? unit.convert(CLOCK_OF_FILES)
                    : super.getTimeUnit(section, subsection, name, otherwise, unit);
        }
    }
}
