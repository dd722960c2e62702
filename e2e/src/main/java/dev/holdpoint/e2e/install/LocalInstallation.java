package dev.holdpoint.e2e.install;

import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.e2e.aws.FakeAws;
import dev.holdpoint.e2e.aws.ProviderHash;
import dev.holdpoint.e2e.cluster.Beside;
import dev.holdpoint.e2e.cluster.Cache;
import dev.holdpoint.e2e.cluster.Daemons;
import dev.holdpoint.e2e.cluster.Digest;
import dev.holdpoint.e2e.cluster.FileTree;
import dev.holdpoint.e2e.cluster.GoTool;
import dev.holdpoint.e2e.cluster.GoTools;
import dev.holdpoint.e2e.cluster.Installation;
import dev.holdpoint.e2e.cluster.LocalCluster;
import dev.holdpoint.e2e.cluster.Pods;
import dev.holdpoint.e2e.cluster.Progress;
import dev.holdpoint.e2e.cluster.TextFile;
import dev.holdpoint.e2e.demo.Person;
import dev.holdpoint.e2e.git.GitServerMain;
import dev.holdpoint.e2e.git.GitSite;
import dev.holdpoint.e2e.git.Role;
import dev.holdpoint.e2e.image.Images;
import dev.holdpoint.e2e.image.ProviderImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holdpoint on a local cluster as an installer would put it there: with the installer's own certificate, from the
 * manifests, in the order of the design. Besides it makes what a platform has already: a Git server, people with keys.
 */
public final class LocalInstallation implements Installation {
    private static final int GIT_PORT = 8418;
    private static final String STACK = "shop";
    private static final String REPOSITORY = "infra";
    private static final List<String> PEOPLE = List.of("ada", "ben", "cleo");
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);

    private final Path root;
    private final Cache cache;
    private final String name;
    private final Progress progress;
    private final Optional<FakeAws> aws;
    private volatile Optional<Images.Imported> images = Optional.empty();

    /** @param name of the cluster; its folder in the cache also holds the Git server and the people's keys */
    public LocalInstallation(Path root, Cache cache, String name, Progress progress) {
        this(root, cache, name, progress, Optional.empty());
    }

    /** @param aws what the estate is made of; without it, of what is built into the engine */
    public LocalInstallation(Path root, Cache cache, String name, Progress progress, Optional<FakeAws> aws) {
        this.aws = aws;
        this.root = root;
        this.cache = cache;
        this.name = name;
        this.progress = progress;
    }

    /** Forgets people, their keys, the Git server's repositories and the pinned roster: the next one begins anew. */
    public void forget() {
        for (String part : List.of("people", "git", "demo", "roster-pin")) {
            FileTree.delete(cache.folder("clusters", name).resolve(part));
        }
    }

    /** Where the people's keys lie. */
    public Path people() {
        return cache.folder("clusters", name, "people");
    }

    /** The Git server's passwords, one file per user. */
    public Path passwords() {
        return gitFolder().resolve("passwords");
    }

    public static String gitUrl(LocalCluster cluster) {
        return "https://" + cluster.nodeAddress() + ":" + GIT_PORT + "/" + REPOSITORY + ".git";
    }

    /** Host and port of the Git server. */
    public static String gitHost(LocalCluster cluster) {
        return cluster.nodeAddress() + ":" + GIT_PORT;
    }

    /** Fingerprint of the first roster, as it was pinned. */
    public String rosterPin() {
        return TextFile.readIfThere(pinFile()).orElseThrow().strip();
    }

    private Path pinFile() {
        return cache.folder("clusters", name).resolve("roster-pin");
    }

    /** Kills the Git server and starts it again. */
    public void withoutGit(LocalCluster cluster, Runnable whileAway) {
        Path folder = gitFolder();
        Daemons guests = new Daemons(folder.resolveSibling("guests"));
        guests.stop(GitServerMain.DAEMON, Duration.ZERO);
        try {
            whileAway.run();
        } finally {
            GitServerMain.start(guests, folder, GIT_PORT, cluster.nodeAddress());
        }
    }

    /** The Git server's folder; the repository lies in it under the name {@code infra.git}. */
    public Path gitFolder() {
        return cache.folder("clusters", name, "git");
    }

    /** Kinds and rules, the Git server and its people, and images, which are only stored. */
    @Override
    public void prepare(LocalCluster cluster) {
        if (!(cluster.pods() instanceof Pods.Run)) {
            progress.step("installing kinds and admission policies", () -> base(cluster));
            return;
        }
        progress.step(
                "starting the Git server, making the people's keys, importing images, installing kinds and rules",
                () -> Beside.run(
                        () -> {
                            git(cluster);
                            images = Optional.of(new Images(root, cache, progress).importTo(cluster));
                        },
                        () -> base(cluster)));
    }

    @Override
    public void install(LocalCluster cluster) {
        if (!(cluster.pods() instanceof Pods.Run)) {
            return;
        }
        Images.Imported here = images.orElseThrow(() -> new IllegalStateException("prepare() comes first"));
        Map<String, String> cloud = new HashMap<>();
        aws.ifPresent(fake -> cloud.putAll(cloud(cluster, fake)));
        progress.step("installing Holdpoint", () -> everything(cluster, here, cloud));
    }

    /** The fake AWS runs, the provider's image lies on the node; what the stack's settings must say of both. */
    private Map<String, String> cloud(LocalCluster cluster, FakeAws fake) {
        progress.step("starting a fake AWS", () -> fake.start(guests(), cluster.nodeAddress()));
        Path engine = new GoTools(root, cache, progress).binary(GoTool.TOFU);
        String h1 = ProviderHash.of(fake.provider(), engine);
        return Map.of(
                "awsVersion", DemoSettings.scalar(fake.provider().version()),
                "awsH1", DemoSettings.scalar(h1),
                "awsImage",
                        DemoSettings.scalar(new ProviderImage(cache, progress).importTo(cluster, fake.provider(), h1)),
                "awsEndpoint", DemoSettings.scalar(FakeAws.endpoint(cluster.nodeAddress())));
    }

    private Daemons guests() {
        return new Daemons(cache.folder("clusters", name, "guests"));
    }

    private String estate() {
        return aws.isPresent() ? "/demo/aws" : "/demo";
    }

    private void base(LocalCluster cluster) {
        new Release(root, kubectl(), cluster).install(STACK);
    }

    private Path kubectl() {
        return new GoTools(root, cache, progress).binary(GoTool.KUBECTL);
    }

    private void git(LocalCluster cluster) {
        Path folder = gitFolder();
        GitSite site = GitSite.make(
                folder, "main", cluster.authority(), List.of(cluster.nodeAddress(), "127.0.0.1", "localhost"));
        site.user("operator", Role.OPERATOR);
        site.user("attestor", Role.ATTESTOR);
        site.user("reader", Role.READER);
        PEOPLE.forEach(person -> {
            site.user(person, Role.PERSON);
            Person.in(people(), person);
        });
        Person.in(people(), "operator");
        Person.in(people(), "attestor");
        Seed.fill(site.repository(REPOSITORY), Person.in(people(), "ada"), estate());
        GitServerMain.start(guests(), folder, GIT_PORT, cluster.nodeAddress());
    }

    private void everything(LocalCluster cluster, Images.Imported images, Map<String, String> cloud) {
        Kubectl installer = new Kubectl(kubectl(), cluster.kubeconfig(Release.INSTALLER));
        Map<String, String> values = values(cluster, images);
        values.putAll(cloud);
        DemoSettings settings = new DemoSettings(installer, people(), values, estate());
        if (!Files.exists(pinFile())) {
            TextFile.write(pinFile(), settings.rosterFingerprint().hex() + "\n");
        }
        Sha256 pin = Sha256.parse(rosterPin());
        // Keys and credentials come from an administrator: the installer may read and write no Secret.
        secrets(new Kubectl(kubectl(), cluster.adminKubeconfig()), gitUrl(cluster));
        String deployments = manifest("base/deployments")
                .replace("${image}", images.holdpoint())
                .replace("${pullPolicy}", "Never")
                .replace("${rosterPin}", pin.hex());
        installer.applyText(deployments + "\n---\n" + manifest("samples/agent"));
        settings.apply();
        for (String role : List.of("operator", "attestor")) {
            installer.run(
                    "rollout",
                    "status",
                    "deployment/" + role,
                    "-n",
                    "holdpoint-system",
                    "--timeout=" + READY_WITHIN.toSeconds() + "s");
        }
    }

    private String manifest(String name) {
        return TextFile.readIfThere(root.resolve("manifests/" + name + ".yaml")).orElseThrow();
    }

    private void secrets(Kubectl admin, String url) {
        List<String> all = new ArrayList<>();
        for (String role : List.of("operator", "attestor")) {
            all.add(secret("holdpoint-system", role + "-git", login(role, url)));
            all.add(secret("holdpoint-system", role + "-signing", Map.of("key", people().resolve(role))));
        }
        all.add(secret("holdpoint-runs-apply", "git-read-" + REPOSITORY, login("reader", url)));
        admin.applyText(String.join("---\n", all));
    }

    /** What a Git credential is made from: literal text for the name, a file for the password. */
    private Map<String, Object> login(String user, String url) {
        return Map.of("url", url, "username", user, "password", passwords().resolve(user));
    }

    private static String secret(String namespace, String name, Map<String, ?> data) {
        StringBuilder text = new StringBuilder("apiVersion: v1\nkind: Secret\nmetadata: {name: " + name
                + ", namespace: " + namespace + "}\ntype: Opaque\nstringData:\n");
        data.forEach((key, value) -> text.append("  ")
                .append(key)
                .append(": ")
                .append(value instanceof Path file ? DemoSettings.scalar(file) : DemoSettings.scalar("" + value))
                .append('\n'));
        return text.toString();
    }

    private Map<String, String> values(LocalCluster cluster, Images.Imported images) {
        Map<String, String> values = new HashMap<>();
        PEOPLE.forEach(person -> values.put(
                person, DemoSettings.scalar(Person.in(people(), person).publicKey())));
        values.put(
                "operatorKey",
                DemoSettings.scalar(Person.in(people(), "operator").publicKey()));
        values.put(
                "attestorKey",
                DemoSettings.scalar(Person.in(people(), "attestor").publicKey()));
        values.put("added", DemoSettings.scalar(keysAdded()));
        values.put("gitUrl", DemoSettings.scalar(gitUrl(cluster)));
        values.put("ca", DemoSettings.scalar(cluster.authority().certificateFile()));
        GoTools tools = new GoTools(root, cache, progress);
        values.put("engineVersion", DemoSettings.scalar(tools.tofuVersion()));
        values.put("engineImage", DemoSettings.scalar(images.opentofu()));
        values.put("engineSha256", DemoSettings.scalar(Digest.of(tools.binary(GoTool.TOFU))));
        return values;
    }

    /** Keys count for the critical tier a day after they joined; the demo's joined two days before it. Said once. */
    private String keysAdded() {
        Path file = people().resolve("added");
        if (!Files.exists(file)) {
            TextFile.write(
                    file,
                    Instant.now()
                            .minus(Duration.ofDays(2))
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString());
        }
        return TextFile.readIfThere(file).orElseThrow().strip();
    }
}
