package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.aws.FakeAws;
import dev.holdpoint.e2e.aws.LinkedMirror;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.FileTree;
import dev.holdpoint.e2e.cluster.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** Act (c): the incident, twice. Once through the gate, once on a laptop without the state file. */
final class Accident {
    private static final int REFUSED = 4;

    private final Site site;
    private final Show show;
    private final Agent agent;
    private final Kube admin;

    Accident(Site site, Show show, Agent agent, Kube admin) {
        this.site = site;
        this.show = show;
        this.agent = agent;
        this.admin = admin;
    }

    void play(String name, String main) {
        show.act("(c) The incident: destroy the database \"to clean up duplicates\"");
        agent.open(show, Estate.cleanup(name, main));
        Polling.until(Duration.ofMinutes(3), () -> !admin.status(name, ".phase").matches("|Pending|Open|Planning"));
        show.typed(
                "agent",
                "kubectl get ichg " + name + " -o jsonpath='{.status.findings}'",
                agent.kubectl()
                        .attempt(
                                "get",
                                "ichg",
                                name,
                                "-n",
                                "holdpoint-agents",
                                "-o",
                                "jsonpath={range .status.findings[*]}{.severity}{\"  \"}{.rule}{\"  \"}{.address}{\"\\n    \"}"
                                        + "{.saw}{\"\\n\"}{range .remedy[*]}{\"      → \"}{@}{\"\\n\"}{end}{end}")
                        .output());
        show.check(
                "the destruction is refused, and nobody can approve it",
                admin.status(name, ".phase").equals("Refused"));
        show.check(
                "the refusal names the guard and what holds data",
                admin.status(name, ".findings[*].rule").contains("guarded")
                        && admin.status(name, ".findings[*].rule").contains("stateful-destroy"));
        withoutStateFile(main);
    }

    /** The plan of the incident: made on another laptop, where there is no state. */
    private void withoutStateFile(String main) {
        show.say(
                "The agent planned on another laptop, without the state file. Its plan wants to create everything anew."
                        + " `holdpoint check`, with the registered state, needs no cluster:");
        Path laptop = site.folder().resolve("laptop");
        FileTree.delete(laptop);
        TextFile.write(laptop.resolve("main.tf"), main);
        engine(laptop, "init", "-input=false", "-no-color").run();
        engine(laptop, "plan", "-input=false", "-no-color", "-out=plan.tfplan").run();
        Path json = TextFile.write(
                laptop.resolve("plan.json"),
                engine(laptop, "show", "-json", "plan.tfplan").run());
        Path state = TextFile.write(laptop.resolve("state.json"), registeredState());
        Command.Result check = Command.of(
                        site.holdpoint().toString(), "check", json.toString(), "--state", state.toString())
                .attempt();
        show.typed("agent", "holdpoint check plan.json --state state.json", check.output());
        show.check(
                "the plan is refused in words that would have stopped the incident",
                check.exit() == REFUSED && check.output().contains("state-lost"));
    }

    private Command engine(Path folder, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = site.engine().toString();
        System.arraycopy(words, 0, all, 1, words.length);
        Command command = Command.of(all)
                .in(folder)
                .with("CHECKPOINT_DISABLE", "1")
                .with("TF_CLI_CONFIG_FILE", site.aws().map(this::mirror).orElse("/dev/null"));
        if (site.aws().isPresent()) {
            for (var variable :
                    FakeAws.environment(site.cluster().nodeAddress()).entrySet()) {
                command = command.with(variable.getKey(), variable.getValue());
            }
        }
        return command;
    }

    /** The laptop's own configuration: it takes the provider from this machine, as there is no registry. */
    private String mirror(FakeAws aws) {
        try {
            Path links = LinkedMirror.make(aws.provider(), site.folder().resolve("mirror"));
            return TextFile.write(
                            site.folder().resolve("laptop.tfrc"),
                            "provider_installation {\n  filesystem_mirror {\n    path = \"" + links + "\"\n  }\n}\n")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a mirror for the laptop", e);
        }
    }

    /** What {@code state pull} would print: the bytes of the current version, read by the platform's administrator. */
    private String registeredState() {
        return StateBytes.current(admin);
    }
}
