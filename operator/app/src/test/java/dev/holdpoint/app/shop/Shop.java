package dev.holdpoint.app.shop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.holdpoint.api.AccountsSpec;
import dev.holdpoint.api.AgentSpec;
import dev.holdpoint.api.ApproverRoster;
import dev.holdpoint.api.ChangePolicy;
import dev.holdpoint.api.ChangeRepository;
import dev.holdpoint.api.DeletionGuard;
import dev.holdpoint.api.EngineName;
import dev.holdpoint.api.EngineSpec;
import dev.holdpoint.api.GuardSpec;
import dev.holdpoint.api.InfrastructureStack;
import dev.holdpoint.api.PersonKey;
import dev.holdpoint.api.PersonSpec;
import dev.holdpoint.api.PolicySpec;
import dev.holdpoint.api.RepositorySpec;
import dev.holdpoint.api.RosterProfile;
import dev.holdpoint.api.RosterSpec;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.api.Stage;
import dev.holdpoint.app.settings.CanonicalSettings;
import dev.holdpoint.app.settings.SettingsDigest;
import dev.holdpoint.core.approval.Origin;
import dev.holdpoint.core.approval.Poll;
import dev.holdpoint.core.approval.Quorum;
import dev.holdpoint.core.approval.Roster;
import dev.holdpoint.core.approval.RoundFacts;
import dev.holdpoint.core.approval.SettingsDocument;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.approval.SshPrivateKey;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.approval.VoteCheck;
import dev.holdpoint.core.approval.VoteVerifier;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.Fact;
import dev.holdpoint.core.record.PlanApproved;
import dev.holdpoint.core.record.SettingsRecorded;
import dev.holdpoint.core.record.VoteRecorded;
import dev.holdpoint.core.verdict.Tier;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small company with real keys: two people, an agent, an attestor, a roster, a repository, a policy. */
public final class Shop {
    public static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    public static final String LONG_AGO = "2026-01-01T00:00:00Z";
    public static final String STACK = "shop-prod";
    public static final String AGENT = "system:serviceaccount:holdpoint-agents:claude";
    public static final String PREVIEW = "1111111111111111111111111111111111111111";
    public static final byte[] REVIEW = "# What would happen\n".getBytes(StandardCharsets.UTF_8);

    /** The commit with edits that its templates put before people. */
    public String changeCommit = "89e6849b89e6849b89e6849b89e6849b89e6849b";

    private final Path folder;
    private final Map<String, SshPrivateKey> keys = new HashMap<>();

    /** @param folder an empty folder for key files */
    public Shop(Path folder) {
        this.folder = folder;
        for (String name : List.of("ada", "ben", "attestor", "attestor2", "mallory")) {
            keys.put(name, newKey(name));
        }
    }

    private SshPrivateKey newKey(String name) {
        Process made =
                Processes.run(folder, List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", name));
        assumeTrue(made.exitValue() == 0, "ssh-keygen is not on this machine");
        try {
            return SshPrivateKey.parse(Files.readString(folder.resolve(name))).orThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public SshPrivateKey key(String name) {
        return keys.get(name);
    }

    public Path keyFile(String name) {
        return folder.resolve(name);
    }

    /** Unsigned; ada and ben may sign settings. */
    public ApproverRoster roster(long version) {
        RosterSpec spec = new RosterSpec();
        spec.version = version;
        spec.profile = RosterProfile.Standard;
        spec.people = List.of(person("ada"), person("ben"));
        AgentSpec agent = new AgentSpec();
        agent.account = AGENT;
        agent.owners = List.of("ben");
        agent.emails = List.of("claude@agents.shop.example");
        spec.agents = List.of(agent);
        spec.settingsSigners = List.of("ada", "ben");
        ApproverRoster roster = new ApproverRoster();
        roster.getMetadata().setName("people");
        roster.setSpec(spec);
        return roster;
    }

    private PersonSpec person(String name) {
        PersonKey key = new PersonKey();
        key.publicKey = keys.get(name).key().line();
        key.added = LONG_AGO;
        PersonSpec person = new PersonSpec();
        person.name = name;
        person.emails = List.of(name + "@shop.example");
        person.keys = List.of(key);
        return person;
    }

    /** Unsigned. */
    public ChangeRepository repository(long version, String attestor) {
        RepositorySpec spec = new RepositorySpec();
        spec.version = version;
        spec.url = "https://git.shop.example/infra.git";
        spec.baseBranch = "main";
        spec.operatorKey = keys.get("ada").key().line();
        spec.attestorKey = keys.get(attestor).key().line();
        ChangeRepository repository = new ChangeRepository();
        repository.getMetadata().setName("infra");
        repository.setSpec(spec);
        return repository;
    }

    /** Unsigned. */
    public ChangePolicy policy(long version) {
        PolicySpec spec = new PolicySpec();
        spec.version = version;
        spec.roundHours = 24;
        ChangePolicy policy = new ChangePolicy();
        policy.getMetadata().setName("default");
        policy.setSpec(spec);
        return policy;
    }

    /** Unsigned; the folder {@code shop} of the repository, for the agent. */
    public InfrastructureStack stack(long version) {
        StackSpec spec = new StackSpec();
        spec.version = version;
        spec.repository = "infra";
        spec.path = "shop";
        spec.stage = Stage.Production;
        spec.requesters = List.of(AGENT);
        spec.policies = List.of("default");
        spec.engine = new EngineSpec();
        spec.engine.name = EngineName.OpenTofu;
        spec.engine.version = "1.11.14";
        spec.engine.image =
                "registry.example/opentofu@sha256:" + digest("an engine").hex();
        spec.engine.sha256 = digest("a binary").hex();
        spec.accounts = new AccountsSpec();
        spec.accounts.plan = STACK;
        spec.accounts.apply = STACK;
        InfrastructureStack stack = new InfrastructureStack();
        stack.getMetadata().setName(STACK);
        stack.setSpec(spec);
        return stack;
    }

    /** Unsigned. */
    public DeletionGuard guard(long version, String... addresses) {
        GuardSpec spec = new GuardSpec();
        spec.version = version;
        spec.stack = STACK;
        spec.addresses = List.of(addresses);
        DeletionGuard guard = new DeletionGuard();
        guard.getMetadata().setName("shop-data");
        guard.setSpec(spec);
        return guard;
    }

    /** The object with these people's signatures. */
    public <T extends HasMetadata> T signed(T object, String... people) {
        byte[] canonical = new CanonicalSettings().document(object).canonical();
        List<String> signatures = new ArrayList<>();
        for (String person : people) {
            signatures.add(keys.get(person).sign(canonical, SettingsDocument.NAMESPACE));
        }
        switch (object) {
            case ApproverRoster roster -> roster.getSpec().signatures = signatures;
            case ChangeRepository repository -> repository.getSpec().signatures = signatures;
            case ChangePolicy policy -> policy.getSpec().signatures = signatures;
            case InfrastructureStack stack -> stack.getSpec().signatures = signatures;
            case DeletionGuard guard -> guard.getSpec().signatures = signatures;
            default -> throw new IllegalArgumentException(object.getKind());
        }
        return object;
    }

    public Fact settings(HasMetadata object, String... people) {
        return new SettingsRecorded(new CanonicalSettings().document(signed(object, people)));
    }

    /** The fingerprint that an installation pins. */
    public Sha256 root() {
        return new CanonicalSettings().document(roster(1)).fingerprint();
    }

    /** Roster, repository, policy and stack, as they are recorded first. */
    public List<Fact> founding() {
        return List.of(
                settings(roster(1), "ada", "ben"),
                settings(repository(1, "attestor"), "ada", "ben"),
                settings(policy(1), "ada", "ben"),
                settings(stack(1), "ada", "ben"));
    }

    /** What Settings-SHA256 is under {@link #founding}. */
    private Sha256 settingsInForce() {
        CanonicalSettings texts = new CanonicalSettings();
        return SettingsDigest.of(List.of(
                texts.document(stack(1)), texts.document(repository(1, "attestor")), texts.document(policy(1))));
    }

    public Template template(int round) {
        return template("more-memory", "6f0c1c1e-9b0d-4c02-9a55-0d3f3a2f4b61", round);
    }

    /** Of another change on the same stack. */
    public Template template(String change, String uid, int round) {
        return new Template(
                new Template.Subject(
                        "agents", change, uid, "https://git.shop.example/infra.git", "refs/heads/main", changeCommit),
                round,
                Tier.NORMAL,
                new Template.Pins(
                        digest("plan"), Sha256.of(REVIEW), digest("inputs"), settingsInForce(), digest("led")),
                new Template.State.None(),
                new Template.Actions(0, 1, 0, 0, 0),
                Instant.parse("2026-11-22T18:00:00Z"),
                0);
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    public Poll poll(int round) {
        return poll(template(round));
    }

    private static Poll poll(Template template) {
        return new Poll(template, PREVIEW, STACK, new Origin(AGENT, Set.of("claude@agents.shop.example")));
    }

    /** A signed tag as git would make it. */
    public SignedTag tag(String person, String decision, int round) {
        return tag(person, decision, template(round));
    }

    private SignedTag tag(String person, String decision, Template template) {
        String name = template.tagPrefix().substring("refs/tags/".length()) + person + "/1";
        String text = "object " + PREVIEW + "\ntype commit\ntag " + name + "\ntagger " + person + " <" + person
                + "@shop.example> 0 +0000\n\n"
                + new String(template.render(), StandardCharsets.US_ASCII)
                        .replace("Decision:", "Decision: " + decision);
        byte[] signed = text.getBytes(StandardCharsets.ISO_8859_1);
        return new SignedTag(
                "refs/tags/" + name,
                (text + keys.get(person).sign(signed, "git")).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A vote that was verified. */
    public VoteRecorded vote(String person, String decision, int round) {
        return vote(person, decision, template(round));
    }

    /** A vote that was verified, on any change. */
    public VoteRecorded vote(String person, String decision, Template template) {
        SignedTag tag = tag(person, decision, template);
        Roster roster = new CanonicalSettings().roster(roster(1)).orThrow();
        RoundFacts facts = new RoundFacts(
                template.round(),
                template.pins().plan(),
                template.pins().inputs(),
                template.pins().settings(),
                template.state());
        return switch (new VoteVerifier(poll(template), roster).verify(tag, facts, NOW)) {
            case VoteCheck.Sound sound -> VoteRecorded.of(sound.vote(), poll(template), tag);
            case VoteCheck.Unsound unsound ->
                throw new IllegalStateException(unsound.finding().message());
        };
    }

    public Fact approved(int round, long order, String... approvers) {
        return approved(template(round), order, approvers);
    }

    /** The order of any change. */
    public Fact approved(Template template, long order, String... approvers) {
        return new PlanApproved(
                template,
                PREVIEW,
                new PlanApproved.Place(STACK, order),
                new PlanApproved.Tally(new Quorum(approvers.length, approvers.length, false), List.of(approvers)),
                REVIEW);
    }
}
