package dev.holdpoint.e2e.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The unpacked AWS provider that this machine has, in a filesystem mirror somebody else made. Nothing of it is fetched:
 * where there is none, what needs it is skipped and says so.
 *
 * @param folder of the package: {@code <host>/hashicorp/aws/<version>/<os>_<arch>} below {@link #mirror}
 */
public record AwsPackage(Path folder) {
    /** Where to look besides the usual places. */
    public static final String MIRROR = "HOLDPOINT_PROVIDER_MIRROR";

    private static final Pattern MIRROR_PATH = Pattern.compile("(?m)^\\s*path\\s*=\\s*\"([^\"]+)\"");
    private static final int DEPTH_TO_PROGRAM = 6;

    /** The newest one in the usual places of the engines, their CLI configuration's mirror, and below {@code /opt}. */
    public static Optional<AwsPackage> find() {
        return mirrors(System.getenv(), Path.of(System.getProperty("user.home"))).stream()
                .flatMap(AwsPackage::packages)
                .max(Comparator.comparing(AwsPackage::version, AwsPackage::compare));
    }

    /** What is said where there is none. */
    public static String missing() {
        return "no unpacked AWS provider on this machine (terraform-provider-aws* in a filesystem mirror); name one's"
                + " root with " + MIRROR;
    }

    private static List<Path> mirrors(Map<String, String> environment, Path home) {
        List<Path> all = new ArrayList<>();
        Optional.ofNullable(environment.get(MIRROR)).map(Path::of).ifPresent(all::add);
        Optional.ofNullable(environment.get("TF_CLI_CONFIG_FILE")).map(Path::of).stream()
                .flatMap(AwsPackage::named)
                .forEach(all::add);
        Stream.of(".terraformrc", ".tofurc")
                .map(home::resolve)
                .flatMap(AwsPackage::named)
                .forEach(all::add);
        all.add(home.resolve(".terraform.d/plugins"));
        all.add(home.resolve(".local/share/terraform/plugins"));
        all.add(home.resolve(".local/share/opentofu/plugins"));
        all.add(Path.of("/usr/local/share/terraform/plugins"));
        all.add(Path.of("/usr/share/terraform/plugins"));
        all.addAll(children(Path.of("/opt")));
        return all;
    }

    private static Stream<Path> named(Path cliConfig) {
        if (!Files.isRegularFile(cliConfig)) {
            return Stream.empty();
        }
        try {
            Matcher path = MIRROR_PATH.matcher(Files.readString(cliConfig));
            return path.results().map(found -> Path.of(found.group(1))).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + cliConfig, e);
        }
    }

    private static Stream<AwsPackage> packages(Path mirror) {
        return Stream.of("registry.terraform.io", "registry.opentofu.org")
                .map(host -> mirror.resolve(host).resolve("hashicorp/aws"))
                .flatMap(versions -> children(versions).stream())
                .map(version -> version.resolve(platform()))
                .filter(AwsPackage::hasProgram)
                .map(AwsPackage::new);
    }

    private static boolean hasProgram(Path folder) {
        return children(folder).stream()
                .anyMatch(file -> file.getFileName().toString().startsWith("terraform-provider-aws"));
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    static String platform() {
        return "linux_" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
    }

    private static int compare(String a, String b) {
        return Runtime.Version.parse(a).compareTo(Runtime.Version.parse(b));
    }

    /** As 5.100.0. */
    public String version() {
        return folder.getParent().getFileName().toString();
    }

    /** The root that holds the hosts' folders. */
    public Path mirror() {
        Path root = folder;
        for (int i = 1; i < DEPTH_TO_PROGRAM; i++) {
            root = root.getParent();
        }
        return root;
    }
}
