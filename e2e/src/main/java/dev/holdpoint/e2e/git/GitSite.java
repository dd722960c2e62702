package dev.holdpoint.e2e.git;

import dev.holdpoint.e2e.cluster.Authority;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.TextFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * What a Git server serves: a folder with bare repositories, users and a certificate. Changing it while the server runs
 * takes effect with the next request.
 */
public final class GitSite {
    private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;

    private GitSite(Path folder) {
        this.folder = folder;
    }

    /** A site that was made before. */
    public static GitSite in(Path folder) {
        return new GitSite(folder.toAbsolutePath());
    }

    /**
     * Makes the site, or takes the one that is there; the certificate is new each time.
     *
     * @param baseBranch the branch that the operator merges to
     * @param hosts names and addresses that clients use
     */
    public static GitSite make(Path folder, String baseBranch, Authority authority, List<String> hosts) {
        GitSite site = in(folder);
        Authority.KeyAndCertificate files = authority.server("git", hosts);
        site.edit(settings -> {
            settings.setProperty("base", baseBranch);
            settings.setProperty("certificate", files.certificate().toString());
            settings.setProperty("key", files.key().toString());
        });
        return site;
    }

    /** Makes the user, or takes the one that is there; returns the password. */
    public String user(String name, Role role) {
        checked(name);
        String password = password(name);
        edit(settings -> settings.setProperty("user." + name, role.name() + " " + hash(password)));
        return password;
    }

    /** Makes a bare repository, or takes the one that is there; returns its folder. */
    public Path repository(String name) {
        checked(name);
        Path repository = folder.resolve(name + ".git");
        if (!Files.exists(repository)) {
            Command.of("git", "init", "-q", "--bare", "-b", baseBranch(), repository.toString())
                    .with("GIT_CONFIG_NOSYSTEM", "1")
                    .run();
            Command.of("git", "config", "http.receivepack", "true")
                    .in(repository)
                    .run();
            FastForwardHook.install(repository);
        }
        return repository;
    }

    Path folder() {
        return folder;
    }

    String baseBranch() {
        return settings().getProperty("base", "main");
    }

    Path certificate() {
        return Path.of(settings().getProperty("certificate"));
    }

    Path key() {
        return Path.of(settings().getProperty("key"));
    }

    /** The role of a user who gives the right password. */
    Optional<Role> login(String name, String password) {
        String[] entry = settings().getProperty("user." + name, "").split(" ");
        boolean right = entry.length == 2
                && MessageDigest.isEqual(
                        entry[1].getBytes(StandardCharsets.US_ASCII),
                        hash(password).getBytes(StandardCharsets.US_ASCII));
        return right ? Optional.of(Role.valueOf(entry[0])) : Optional.empty();
    }

    private String password(String name) {
        Path file = folder.resolve("passwords").resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                TextFile.secret(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep a password in " + file, e);
        }
    }

    private synchronized void edit(Consumer<Properties> change) {
        Properties settings = settings();
        change.accept(settings);
        StringBuilder text = new StringBuilder();
        settings.stringPropertyNames().stream()
                .sorted()
                .forEach(name -> text.append(name)
                        .append('=')
                        .append(settings.getProperty(name))
                        .append('\n'));
        TextFile.secret(folder.resolve("server.properties"), text.toString());
    }

    private Properties settings() {
        Properties settings = new Properties();
        Path file = folder.resolve("server.properties");
        try {
            if (Files.exists(file)) {
                settings.load(new StringReader(Files.readString(file)));
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static void checked(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("a name here matches " + NAME);
        }
    }

    private static String hash(String password) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform lacks SHA-256", e);
        }
    }
}
