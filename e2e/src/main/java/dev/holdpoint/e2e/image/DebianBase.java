package dev.holdpoint.e2e.image;

import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.Digest;
import dev.holdpoint.e2e.cluster.FileTree;
import dev.holdpoint.e2e.cluster.Progress;
import dev.holdpoint.e2e.cluster.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * The base image where no registry is asked: Debian's smallest set of packages and its certificate authorities, made by
 * debootstrap as root, without documentation, without set-uid programs. Made once and kept in the cache.
 *
 * @see <a href="https://github.com/moby/docker-image-spec">the image tar of docker save</a>
 */
final class DebianBase {
    private static final String SUITE = "bookworm";
    private static final List<String> NOT_NEEDED = List.of(
            "usr/share/doc",
            "usr/share/man",
            "usr/share/locale",
            "usr/share/info",
            "usr/share/lintian",
            "var/cache",
            "var/lib/apt/lists",
            "var/log",
            "debootstrap");

    private final Cache cache;
    private final Progress progress;

    DebianBase(Cache cache, Progress progress) {
        this.cache = cache;
        this.progress = progress;
    }

    Path tar() {
        Path folder = cache.folder("images", "debian-" + SUITE + "-1");
        Path tar = folder.resolve("base.tar");
        if (!Files.exists(tar)) {
            progress.step("making the base image with debootstrap", () -> make(folder, tar));
        }
        return tar;
    }

    private static void make(Path folder, Path tar) {
        Path rootfs = folder.resolve("rootfs");
        FileTree.delete(rootfs);
        Command.of("debootstrap", "--variant=minbase", "--include=ca-certificates", SUITE, rootfs.toString())
                .within(Duration.ofMinutes(20))
                .run();
        NOT_NEEDED.forEach(name -> FileTree.delete(rootfs.resolve(name)));
        Command.of(
                        "find",
                        rootfs.toString(),
                        "-xdev",
                        "-type",
                        "f",
                        "-perm",
                        "/6000",
                        "-exec",
                        "chmod",
                        "a-s",
                        "{}",
                        "+")
                .run();
        addUser(rootfs);
        Path layer = folder.resolve("layer.tar");
        Command.of(
                        "tar",
                        "--sort=name",
                        "--mtime=@1",
                        "--numeric-owner",
                        "--exclude=./dev/*",
                        "-C",
                        rootfs.toString(),
                        "-cf",
                        layer.toString(),
                        ".")
                .run();
        pack(folder, layer, tar);
        FileTree.delete(rootfs);
        FileTree.delete(layer);
    }

    /** Some programs refuse to run as a user whom no file names. */
    private static void addUser(Path rootfs) {
        try {
            Files.writeString(
                    rootfs.resolve("etc/passwd"),
                    "holdpoint:x:65532:65532::/tmp:/usr/sbin/nologin\n",
                    StandardOpenOption.APPEND);
            Files.writeString(rootfs.resolve("etc/group"), "holdpoint:x:65532:\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pack(Path folder, Path layer, Path tar) {
        String configuration = """
                {"architecture": "%s", "os": "linux", "config": {},
                 "rootfs": {"type": "layers", "diff_ids": ["sha256:%s"]}}
                """.formatted(Architecture.ofThisMachine(), Digest.of(layer));
        TextFile.write(folder.resolve("config.json"), configuration);
        TextFile.write(
                folder.resolve("manifest.json"),
                "[{\"Config\": \"config.json\", \"RepoTags\": [\"localhost/base:1\"], \"Layers\": [\"layer.tar\"]}]\n");
        Path unfinished = folder.resolve("base.tar.unfinished");
        Command.of(
                        "tar",
                        "-C",
                        folder.toString(),
                        "-cf",
                        unfinished.toString(),
                        "manifest.json",
                        "config.json",
                        "layer.tar")
                .run();
        try {
            Files.move(unfinished, tar, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + tar, e);
        }
    }
}
