package dev.holdpoint.app.adapter.git;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
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

    /** Refs of ours that keep objects alive, each named by what it points at. */
    static final String KEPT = "refs/kept/";

    private final long largest;
    private final Optional<BoundedRepository> below;

    private BoundedRepository(FileRepositoryBuilder where, long largest, Optional<BoundedRepository> below)
            throws IOException {
        super(where);
        this.largest = largest;
        this.below = below;
    }

    static BoundedRepository in(Path folder, long largest) throws IOException {
        return in(folder, largest, Optional.empty(), List.of());
    }

    /**
     * A repository that also reads the objects of others and tells a remote that it has those of the first, not those of
     * the rest: they may go.
     */
    static BoundedRepository over(Path folder, BoundedRepository below, List<BoundedRepository> rest)
            throws IOException {
        return in(folder, below.largest, Optional.of(below), rest);
    }

    private static BoundedRepository in(
            Path folder, long largest, Optional<BoundedRepository> below, List<BoundedRepository> rest)
            throws IOException {
        SilentSystem.install();
        FileRepositoryBuilder where =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare();
        Stream.concat(below.stream(), rest.stream())
                .forEach(one -> where.addAlternateObjectDirectory(one.getObjectsDirectory()));
        BoundedRepository repository = new BoundedRepository(where.setup(), largest, below);
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

    /** What is kept here, by object id. */
    Set<String> kept() throws IOException {
        Set<String> kept = new HashSet<>();
        for (Ref ref : getRefDatabase().getRefsByPrefix(KEPT)) {
            kept.add(ref.getName().substring(KEPT.length()));
        }
        return kept;
    }

    @Override
    public Set<ObjectId> getAdditionalHaves() throws IOException {
        Set<ObjectId> haves = new HashSet<>();
        if (below.isPresent()) {
            below.get().kept().forEach(id -> haves.add(ObjectId.fromString(id)));
        }
        return haves;
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
