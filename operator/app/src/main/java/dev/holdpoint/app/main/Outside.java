package dev.holdpoint.app.main;

import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.app.adapter.catalog.CatalogFiles;
import dev.holdpoint.app.adapter.engine.EngineFormats;
import dev.holdpoint.app.adapter.git.GitRemote;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.adapter.git.RefScope;
import dev.holdpoint.app.adapter.kube.KubeGrants;
import dev.holdpoint.app.adapter.kube.KubePlans;
import dev.holdpoint.app.adapter.kube.KubeSettings;
import dev.holdpoint.app.adapter.kube.KubeStateCustody;
import dev.holdpoint.app.adapter.ledger.GitLedger;
import dev.holdpoint.app.adapter.ledger.GitLedgerReader;
import dev.holdpoint.app.adapter.ledger.LedgerAtSource;
import dev.holdpoint.app.derive.PlanDerivation;
import dev.holdpoint.app.derive.RoundDerivation;
import dev.holdpoint.app.port.Ledger;
import dev.holdpoint.app.port.LedgerReader;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.Runs;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.reconcile.OperatorSignatures;
import dev.holdpoint.app.reconcile.Ports;
import dev.holdpoint.app.reconcile.RoleParts;
import dev.holdpoint.app.scan.StaticScan;
import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.app.settings.SettingsCourt;
import dev.holdpoint.app.settings.SettingsDocket;
import dev.holdpoint.core.approval.SshSigner;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The adapters behind the ports of one process, each made once per repository. */
final class Outside {
    private static final Duration WATCH = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final Sha256 rosterPin;
    private final Git git;
    private final CanonicalSettings texts = new CanonicalSettings();
    private final Map<String, Repository> sources = new ConcurrentHashMap<>();
    private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
    private final Map<String, LedgerReader> readers = new ConcurrentHashMap<>();
    private final Map<String, Ledger> ledgers = new ConcurrentHashMap<>();

    /**
     * @param rosterPin fingerprint of the first roster
     * @param git how this process reaches its repositories
     */
    Outside(KubernetesClient client, Sha256 rosterPin, Git git) {
        this.client = client;
        this.rosterPin = rosterPin;
        this.git = git;
    }

    /**
     * How a process reaches its repositories.
     *
     * @param folder for Git objects; losing it costs a fetch
     * @param view what it sees of a repository: the thing itself, or one that remembers for a moment
     * @param scope which refs of it
     * @param limits how much of it
     */
    record Git(
            RoleFiles.BoundCredential credential,
            Path folder,
            UnaryOperator<Repository> view,
            Function<ChangeRepository, RefScope> scope,
            GitRemote.Limits limits) {
        /** All refs, as a role reads them. */
        Git(RoleFiles.BoundCredential credential, Path folder, UnaryOperator<Repository> view) {
            this(credential, folder, view, spec -> RefScope.ALL, GitRemote.Limits.USUAL);
        }
    }

    RoleParts parts(Runs runs) {
        KubeSettings settings = new KubeSettings(client);
        Ports ports = new Ports(
                settings,
                new SettingsCourt(settings, texts, rosterPin),
                this::repository,
                this::reader,
                new KubePlans(client),
                new KubeGrants(client),
                runs,
                new KubeStateCustody(client, Clock.systemUTC()),
                new RoundDerivation(new PlanDerivation(new EngineFormats(), CatalogFiles.load()), StaticScan::of),
                Clock.systemUTC());
        return new RoleParts(client, ports, OperatorSignatures::good, WATCH);
    }

    SettingsDocket docket() {
        return new SettingsDocket(texts, rosterPin);
    }

    /** A ledger that can append, for the one role that has its key. */
    Ledger ledger(ChangeRepository spec, SshSigner attestor) {
        return ledgers.computeIfAbsent(key(spec), k -> new GitLedger(repository(spec), rosterPin, attestor));
    }

    private LedgerReader reader(ChangeRepository spec) {
        return readers.computeIfAbsent(
                key(spec),
                k -> new LedgerAtSource(
                        new GitLedgerReader(repository(spec), rosterPin),
                        new GitLedgerReader(source(spec), rosterPin)));
    }

    private Repository repository(ChangeRepository spec) {
        return repositories.computeIfAbsent(key(spec), k -> git.view().apply(source(spec)));
    }

    private Repository source(ChangeRepository spec) {
        RoleFiles.BoundCredential credential = git.credential();
        if (!credential.url().equals(spec.getSpec().url)) {
            throw new Stalled(
                    "the Git credential of this role is for " + credential.url() + ", and the ChangeRepository "
                            + spec.getMetadata().getName() + " names another URL; correct the one that is wrong");
        }
        return sources.computeIfAbsent(
                key(spec),
                k -> new JGitRepository(
                        git.folder().resolve(k),
                        new GitRemote(
                                spec.getSpec().url,
                                Optional.ofNullable(spec.getSpec().caBundle),
                                Optional.ofNullable(spec.getSpec().hostKey),
                                Optional.of(credential.credential()),
                                git.limits()),
                        git.scope().apply(spec)));
    }

    /** Another URL or another proof of the remote is another repository. */
    private static String key(ChangeRepository spec) {
        String identity = spec.getSpec().url + "\n" + spec.getSpec().caBundle + "\n" + spec.getSpec().hostKey;
        return Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).shortName(20);
    }
}
