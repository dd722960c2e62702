package dev.holdpoint.app.cli;

import dev.holdpoint.app.audit.LedgerProof;
import dev.holdpoint.core.approval.Parsed;
import dev.holdpoint.core.approval.SignedTag;
import dev.holdpoint.core.approval.Template;
import dev.holdpoint.core.digest.Sha256;
import dev.holdpoint.core.record.LedgerFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code why}: what a change is waiting for, from a clone, in one screen. */
@Command(
        mixinStandardHelpOptions = true,
        description =
                "Says what a change is waiting for: satisfied, unsatisfied, who is next. From a clone, without a cluster.")
public final class WhyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "CHANGE", description = "namespace/name of the change")
    private String change;

    @Option(
            names = {"--clone", "--repo"},
            paramLabel = "DIR",
            description = "your clone (default: this folder)")
    private Path folder = Path.of(".");

    @Option(names = "--remote", description = "the remote (default: ${DEFAULT-VALUE})")
    private String remote = "origin";

    @Option(names = "--offline", description = "look at what was fetched before, and fetch nothing")
    private boolean offline;

    @Option(names = "--root", paramLabel = "FINGERPRINT", description = "of the first roster, as it was pinned")
    private String root;

    @Override
    public Integer call() {
        SettingsInput input = new SettingsInput(spec);
        Optional<Sha256> pinned = input.digest("--root", root);
        ChangeName name = name(input);
        Clone clone = new Clone(folder);
        if (!offline) {
            fetch(clone, name);
        }
        try {
            LedgerProof.Result proof = ledger(clone, pinned);
            if (proof instanceof LedgerProof.Result.Broken(var file, var why)) {
                say(name + "\n  unsatisfied  the ledger does not hold at " + file + ": " + why + "\nnext: platform");
                return Exit.STALLED;
            }
            say(name.toString());
            new Waiting((LedgerProof.Result.Sound) proof)
                    .of(name.toString(), round(input, clone, name), Instant.now())
                    .forEach(this::say);
            return Exit.DONE;
        } catch (Clone.Odd e) {
            throw input.wrong(e.file() + ": " + e.getMessage());
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    private ChangeName name(SettingsInput input) {
        try {
            return ChangeName.parse(change);
        } catch (IllegalArgumentException e) {
            throw input.wrong(e.getMessage());
        }
    }

    /** Each alone: a change that has ended has no branch any more, and that is no reason to see nothing. */
    private void fetch(Clone clone, ChangeName name) {
        String tags = "refs/tags/" + name.branch() + "/*";
        boolean any = false;
        for (String ref : List.of(
                "+refs/heads/" + name.branch() + ":refs/remotes/" + remote + "/" + name.branch(),
                "+" + LedgerFolder.BRANCH + ":refs/remotes/" + remote + "/holdpoint-ledger",
                "+" + tags + ":" + tags)) {
            any |= clone.git().attempt("fetch", "-q", remote, ref).exit() == 0;
        }
        if (!any) {
            spec.commandLine()
                    .getErr()
                    .println("nothing could be fetched from " + remote + "; this is what the clone has");
        }
    }

    private LedgerProof.Result ledger(Clone clone, Optional<Sha256> pinned) throws Clone.Odd {
        Optional<String> commit = clone.ledger(remote);
        LedgerProof proof = new LedgerProof(pinned);
        return commit.isEmpty()
                ? proof.prove(List.of(), Optional.empty())
                : switch (LedgerFolder.read(clone.files(commit.get()))) {
                    case LedgerFolder.Reading.Broken(var file, var why) -> new LedgerProof.Result.Broken(file, why);
                    case LedgerFolder.Reading.Entries(var entries) -> proof.prove(entries, Optional.empty());
                };
    }

    private Optional<Waiting.Round> round(SettingsInput input, Clone clone, ChangeName name) throws Clone.Odd {
        Optional<String> commit = clone.commit("refs/remotes/" + remote + "/" + name.branch());
        if (commit.isEmpty()) {
            return Optional.empty();
        }
        Optional<byte[]> text = clone.file(commit.get(), name.folder() + "APPROVE.txt");
        Optional<byte[]> review = clone.file(commit.get(), name.folder() + "REVIEW.md");
        if (text.isEmpty() || review.isEmpty()) {
            return Optional.empty();
        }
        Template template = switch (Template.parse(text.get())) {
            case Parsed.Ok<Template>(var value) -> value;
            case Parsed.Bad<Template>(var reason) -> throw input.wrong("APPROVE.txt of " + name + ": " + reason);
        };
        return Optional.of(new Waiting.Round(template, review.get(), commit.get(), tags(clone, template)));
    }

    private static List<SignedTag> tags(Clone clone, Template template) throws Clone.Odd {
        List<SignedTag> tags = new ArrayList<>();
        String refs = clone.git().run("for-each-ref", "--format=%(refname)", template.tagPrefix());
        for (String ref : refs.lines().toList()) {
            clone.tag(ref).ifPresent(raw -> tags.add(new SignedTag(ref, raw)));
        }
        return tags;
    }
}
