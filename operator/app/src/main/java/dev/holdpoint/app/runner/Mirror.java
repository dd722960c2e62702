package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.core.plan.ProviderLock;
import dev.holdpoint.core.plan.ProviderLock.Reading.Sound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The filesystem mirror that the engine sees: for each provider of the lock a link to its unpacked package in the
 * provider volume, and nothing else, so whatever more an image holds cannot be installed. The links also stand for the
 * two hosts under which the engines know the same provider: a package is found under either.
 */
final class Mirror {
    private static final List<String> OWN_HOSTS = List.of("registry.terraform.io", "registry.opentofu.org");

    private final Path links;
    private final Path packages;
    private final String platform;
    private final ProviderLock lock;

    /** @param folder the engine's working directory, with its dependency lock in it; without one it gets no provider */
    Mirror(RunPaths paths, Path folder) throws IOException {
        this.links = of(paths);
        this.packages = paths.providers();
        this.platform = "linux_" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
        Path file = folder.resolve(Workplace.LOCK);
        this.lock = Files.exists(file) && ProviderLock.read(Files.readString(file)) instanceof Sound(var read)
                ? read
                : ProviderLock.NONE;
    }

    /** Where it lies. */
    static Path of(RunPaths paths) {
        return paths.work().resolve("mirror");
    }

    /** Lays the links; says which package is missing, or nothing. */
    Optional<String> lay() throws IOException {
        for (ProviderLock.Entry entry : lock.entries()) {
            Optional<Path> found = find(entry);
            if (found.isEmpty()) {
                return Optional.of("the images of the stack's providers hold no unpacked " + entry.address() + " "
                        + entry.version() + " for " + platform + "; name one that does and sign the stack again");
            }
            Path link = links.resolve(place(entry.address(), entry.version()));
            Files.createDirectories(link.getParent());
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, found.get());
        }
        return Optional.empty();
    }

    /**
     * Which package is not the one that its lock entry pins. The engine itself compares every package before it starts
     * it; this finds the words for what it refused.
     */
    Optional<String> otherPackage() throws IOException {
        for (ProviderLock.Entry entry : lock.entries()) {
            String h1 = PackageHash.of(links.resolve(place(entry.address(), entry.version())));
            if (!h1.equals(entry.h1())) {
                return Optional.of("the package of the provider " + entry.address() + " " + entry.version()
                        + " has the hash " + h1 + ", and the stack's settings name " + entry.h1()
                        + "; if the image is right, correct `h1` and sign the stack again");
            }
        }
        return Optional.empty();
    }

    private Optional<Path> find(ProviderLock.Entry entry) {
        String host = entry.address().substring(0, entry.address().indexOf('/'));
        String rest = entry.address().substring(host.length());
        Stream<String> hosts = OWN_HOSTS.contains(host)
                ? Stream.concat(Stream.of(host), OWN_HOSTS.stream().filter(other -> !other.equals(host)))
                : Stream.of(host);
        return hosts.map(name -> packages.resolve(place(name + rest, entry.version())))
                .filter(folder -> Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
                .findFirst();
    }

    private Path place(String address, String version) {
        return Path.of(address, version, platform);
    }
}
