package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.cluster.Command;
import java.time.Duration;
import java.time.Instant;

/**
 * The main job, act by act, on a real cluster with a real engine. Whatever is said to have happened is looked up where
 * it happened: in Git, in the API server, in the state.
 */
final class Demo {
    /** A fake AWS takes 80 s for a database alone. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Site site;
    private final Show show;
    private final Agent agent;
    private final Kube admin;
    private final Reviewers reviewers;
    private final Script script;

    Demo(Site site, Show show) {
        this.site = site;
        this.show = show;
        this.admin = Kube.by(site.kubectl(), site.cluster().adminKubeconfig());
        this.agent = Agent.of(site, admin);
        this.reviewers = new Reviewers(site, show);
        this.script = Script.of(admin);
    }

    /** Plays all acts and returns how many things were not as they should be. */
    int play() {
        if (serial().isEmpty()) {
            opening();
        }
        sensibleChange();
        new Attacks(site, show, agent).play(script.scale());
        new Accident(site, show, agent, admin).play(script.cleanup(), reviewers.main());
        votes();
        end();
        return show.failures();
    }

    /** The estate comes into being the same way as everything else. */
    private void opening() {
        show.act("The estate: a database, uploads, a network, a service, under custody");
        show.say(
                "An agent (service account `claude`, bound to cluster-admin on purpose) asks for the estate as it lies in"
                        + " Git. Nothing is applied until two people sign for that very plan.");
        agent.open(show, Estate.first(script.first(), reviewers.main()));
        awaitPhase(script.first(), "AwaitingApproval");
        reviewers.approve("ada", script.first());
        reviewers.approve("ben", script.first());
        awaitEnd(script.first());
        show.check("the estate is applied", phase(script.first()).equals("Applied"));
    }

    private void sensibleChange() {
        show.act("(a) The agent opens a sensible change");
        Instant start = Instant.now();
        agent.open(show, Estate.scale(script.scale(), reviewers.main()));
        awaitPhase(script.scale(), "AwaitingApproval");
        show.say("From `kubectl create` to the review in Git: "
                + Duration.between(start, Instant.now()).toMillis() + " ms, with real pods.");
        Command.Result list = agent.kubectl().attempt("get", "ichg", "-n", "holdpoint-agents");
        show.typed("agent", "kubectl get ichg", list.output());
        show.page("REVIEW.md, as everybody with a clone reads it", reviewers.review("ada", script.scale()));
        show.check("the plan waits for people", phase(script.scale()).equals("AwaitingApproval"));
    }

    private void votes() {
        show.act("(d) Two people sign; what does not count, does not count");
        reviewers.approve("ada", script.scale());
        reviewers.forge("mallory", "ben", script.scale());
        reviewers.wrongRound("ben", script.scale());
        reviewers.approve("cleo", script.scale());
        Polling.until(PATIENCE, () -> findings().contains("ben") && findings().contains("cleo") && oneCounts());
        show.typed("anybody", "kubectl get ichg " + script.scale() + " -o jsonpath='{.status.votes}'", votesTable());
        show.check(
                "ada's vote counts", admin.status(script.scale(), ".approvals").startsWith("1/"));
        show.check(
                "the vote with somebody else's key does not count", findings().contains("ben"));
        show.check("the vote of the agent's owner does not count", findings().contains("cleo"));
        show.check("one approval is not enough", phase(script.scale()).equals("AwaitingApproval"));
        reviewers.approve("ben", script.scale());
    }

    private boolean oneCounts() {
        return admin.status(script.scale(), ".approvals").startsWith("1/");
    }

    private String findings() {
        return admin.status(script.scale(), ".votes[?(@.finding)].person");
    }

    private String votesTable() {
        return admin.attempt(
                        "get",
                        "ichg",
                        script.scale(),
                        "-n",
                        "holdpoint-agents",
                        "-o",
                        "jsonpath={range .status.votes[*]}{.person}{\"  \"}{.decision}{\"  \"}{.tag}{\"\\n    \"}{.finding}{\"\\n\"}{end}")
                .output();
    }

    private void end() {
        show.act("(e) Exactly that plan is applied, merged and recorded");
        String before = serial();
        awaitEnd(script.scale());
        show.typed(
                "anybody",
                "kubectl get ichg,sstate -A",
                admin.attempt("get", "ichg,sstate", "-A").output());
        show.check("the change is applied", phase(script.scale()).equals("Applied"));
        show.check(
                "the state moved from serial " + before + " to " + serial(),
                !before.equals(serial()) && !serial().isEmpty());
        reviewers.merged(script.scale());
        reviewers.verifyLedger(ledgerHead());
    }

    /** The newest head that the cluster has seen: an anchor outside Git. */
    private String ledgerHead() {
        return admin.run("get", "sstate", "-n", "holdpoint-state", "shop", "-o", "jsonpath={.status.ledger.head}")
                .strip();
    }

    private String serial() {
        return admin.attempt(
                        "get", "sstate", "-n", "holdpoint-state", "shop", "-o", "jsonpath={.status.current.serial}")
                .output()
                .strip();
    }

    private String phase(String change) {
        return admin.status(change, ".phase");
    }

    private void awaitPhase(String change, String phase) {
        if (!Polling.until(PATIENCE, () -> phase(change).equals(phase) || isStuck(change))
                || !phase(change).equals(phase)) {
            show.typed(
                    "anybody",
                    "kubectl describe ichg " + change,
                    admin.attempt("get", "ichg", change, "-n", "holdpoint-agents", "-o", "yaml")
                            .output());
            throw new IllegalStateException(
                    "the change " + change + " did not come to " + phase + ": " + admin.status(change, ".message"));
        }
    }

    private boolean isStuck(String change) {
        return phase(change).equals("Refused") || phase(change).equals("Failed");
    }

    /** Until it is applied, merged, in the ledger and cleaned up. */
    private void awaitEnd(String change) {
        awaitPhase(change, "Applied");
        Polling.until(PATIENCE, () -> admin.status(change, ".message").equals("ended"));
    }
}
