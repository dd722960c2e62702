package dev.holdpoint.app.adapter.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.PackParser;

/**
 * A bare repository that takes no object larger than a limit from a pack. A delta of a few bytes may unpack to
 * gigabytes, so the limit must hold while the pack is read.
 */
final class BoundedRepository extends FileRepository {
    /** Larger blobs are streamed by JGit, never held whole. */
    private static final int HELD_WHOLE = 8 << 20;

    private final long largest;

    private BoundedRepository(FileRepositoryBuilder where, long largest) throws IOException {
        super(where);
        this.largest = largest;
    }

    static BoundedRepository in(Path folder, long largest) throws IOException {
        SilentSystem.install();
        FileRepositoryBuilder where =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare();
        BoundedRepository repository = new BoundedRepository(where.setup(), largest);
        if (!Files.exists(folder.resolve("HEAD"))) {
            repository.create(true);
        }
        StoredConfig config = repository.getConfig();
        config.clear();
        config.setInt("core", null, "repositoryformatversion", 0);
        config.setBoolean("core", null, "bare", true);
        config.setInt("core", null, "streamFileThreshold", HELD_WHOLE);
        config.setString("core", null, "hooksPath", "no-hooks");
        config.setBoolean("gc", null, "autoDetach", false);
        // A redirect would carry our credentials to wherever it points.
        config.setString("http", null, "followRedirects", "false");
        config.save();
        return repository;
    }

    @Override
    public ObjectInserter newObjectInserter() {
        ObjectInserter plain = super.newObjectInserter();
        return new ObjectInserter.Filter() {
            @Override
            protected ObjectInserter delegate() {
                return plain;
            }

            @Override
            public PackParser newPackParser(InputStream in) throws IOException {
                PackParser parser = plain.newPackParser(in);
                parser.setMaxObjectSizeLimit(largest);
                return parser;
            }
        };
    }
}
