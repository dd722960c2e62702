package dev.holdpoint.app.reconcile;

import dev.holdpoint.api.ChangeRef;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.ChangeSource;
import dev.holdpoint.api.ChangeSpec;
import dev.holdpoint.api.ChangeStatus;
import dev.holdpoint.api.EditOperation;
import dev.holdpoint.api.FileEditSpec;
import dev.holdpoint.api.GitSource;
import dev.holdpoint.api.InfrastructureChange;
import dev.holdpoint.api.InfrastructurePlan;
import dev.holdpoint.api.Phase;
import dev.holdpoint.api.PlanSpec;
import dev.holdpoint.api.StackState;
import dev.holdpoint.api.StackStateSpec;
import dev.holdpoint.app.adapter.catalog.CatalogFiles;
import dev.holdpoint.app.adapter.engine.EngineFormats;
import dev.holdpoint.app.adapter.git.JGitRepository;
import dev.holdpoint.app.adapter.kube.KubeGrants;
import dev.holdpoint.app.adapter.kube.KubePlans;
import dev.holdpoint.app.adapter.kube.KubeSettings;
import dev.holdpoint.app.adapter.kube.KubeStateCustody;
import dev.holdpoint.app.adapter.ledger.GitLedgerReader;
import dev.holdpoint.app.derive.PlanDerivation;
import dev.holdpoint.app.derive.RoundDerivation;
import dev.holdpoint.app.scan.StaticScan;
import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.app.settings.SettingsCourt;
import dev.holdpoint.app.shop.GitShop;
import dev.holdpoint.app.shop.KubeServer;
import dev.holdpoint.app.shop.Processes;
import dev.holdpoint.app.shop.Shop;
import dev.holdpoint.core.record.Fact;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The shop's repository, made by real git, its ledger and its settings, in front of an API server that stores what it is
 * given: all that a role reads, with the real adapters. Only runs are scripted.
 */
final class ShopWorld implements AutoCloseable {
    static final String UID = "6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61";
    static final Clock CLOCK = Clock.fixed(Shop.NOW, ZoneOffset.UTC);

    final GitShop git;
    final Shop shop;
    final KubeServer kube = new KubeServer();
    final ScriptedRuns runs = new ScriptedRuns();
    final Path clone;
    private final JGitRepository repository;
    private final Ports ports;

    /** @param folder empty */
    ShopWorld(Path folder) {
        git = new GitShop(folder);
        shop = git.shop;
        clone = git.clone("people");
        Processes.must(
                clone, "sh", "-c", "mkdir shop other && echo 'locals {}' >shop/main.tf && echo hi >other/README");
        commit("ada", "The shop");
        Processes.must(clone, "git", "push", "-q", "origin", "HEAD:main");
        git.append(shop.founding().toArray(Fact[]::new));
        install(
                shop.signed(shop.roster(1), "ada", "ben"),
                shop.signed(shop.repository(1, "attestor"), "ada", "ben"),
                shop.signed(shop.policy(1), "ada", "ben"),
                shop.signed(shop.stack(1), "ada", "ben"),
                state());
        repository = git.repository();
        GitLedgerReader ledger = new GitLedgerReader(repository, shop.root());
        KubeSettings settings = new KubeSettings(kube.client());
        ports = new Ports(
                settings,
                new SettingsCourt(settings, new CanonicalSettings(), shop.root()),
                any -> repository,
                any -> ledger,
                new KubePlans(kube.client()),
                new KubeGrants(kube.client()),
                runs,
                new KubeStateCustody(kube.client(), CLOCK),
                new RoundDerivation(new PlanDerivation(new EngineFormats(), CatalogFiles.load()), StaticScan::of),
                CLOCK);
    }

    Ports ports() {
        return ports;
    }

    Changes changes() {
        return new Changes(kube.client());
    }

    ChangeBranch branches() {
        return new ChangeBranch(new IntakeEdits(), OperatorSignatures::good, ports);
    }

    /** The operator's key is ada's: see the shop's repository. */
    Scene scene(InfrastructureChange change) {
        return switch (new Scenery(ports).of(change)) {
            case Scenery.Found.Set(var scene) -> scene;
            case Scenery.Found.Missing(var why) -> throw new IllegalStateException(why);
        };
    }

    void install(HasMetadata... objects) {
        for (HasMetadata object : objects) {
            kube.client().resource(object).create();
        }
    }

    /** Commits all that is in the clone, written by this person or address. */
    void commit(String author, String message) {
        String email = author.contains("@") ? author : author + "@shop.example";
        Processes.must(
                clone,
                "sh",
                "-c",
                "git add -A && git -c user.name=x -c user.email='" + email + "' commit -q -m '" + message + "'");
    }

    private static StackState state() {
        StackState state = new StackState();
        state.getMetadata().setName(Shop.STACK);
        state.getMetadata().setNamespace("holdpoint-state");
        StackStateSpec spec = new StackStateSpec();
        spec.stack = Shop.STACK;
        spec.applyAccount = Shop.STACK;
        state.setSpec(spec);
        return state;
    }

    /** The template's change, by the agent, with one inline edit; stored in this phase and round 1. */
    InfrastructureChange change(Phase phase) {
        ChangeSource source = new ChangeSource();
        FileEditSpec edit = new FileEditSpec();
        edit.path = "shop/more.tf";
        edit.operation = EditOperation.Create;
        edit.content = "locals { more = 1 }\n";
        source.files = List.of(edit);
        return change(source, phase);
    }

    /** The same with what was pushed to this branch. */
    InfrastructureChange pushed(String ref, Phase phase) {
        ChangeSource source = new ChangeSource();
        source.git = new GitSource();
        source.git.ref = ref;
        return change(source, phase);
    }

    private InfrastructureChange change(ChangeSource source, Phase phase) {
        InfrastructureChange change = new InfrastructureChange();
        change.getMetadata().setNamespace("agents");
        change.getMetadata().setName("more-memory");
        change.getMetadata().setUid(UID);
        ChangeSpec spec = new ChangeSpec();
        spec.title = "More memory";
        spec.reasoning = "It is slow.";
        spec.stacks = List.of(Shop.STACK);
        spec.requester = Shop.AGENT;
        spec.source = source;
        change.setSpec(spec);
        change.setStatus(new ChangeStatus());
        change.getStatus().phase = phase;
        change.getStatus().round = 1;
        return kube.client().resource(change).create();
    }

    /** A stored plan of round 1. */
    InfrastructurePlan plan(InfrastructureChange change, String bytes) {
        PlanSpec spec = new PlanSpec();
        spec.change = new ChangeRef();
        spec.change.namespace = change.getMetadata().getNamespace();
        spec.change.name = change.getMetadata().getName();
        spec.change.uid = change.getMetadata().getUid();
        spec.stack = Shop.STACK;
        spec.round = 1;
        spec.settings = scene(change).settings().digest().hex();
        spec.ledger = scene(change).history().head().hex();
        return ports.plans().store(spec, bytes.getBytes(StandardCharsets.UTF_8));
    }

    /** The repository's settings object as it is stored. */
    ChangeRepository repository() {
        return ports.settings().repository("infra").orElseThrow();
    }

    @Override
    public void close() {
        repository.close();
        kube.close();
    }
}
