package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.cluster.ClientIdentity;
import dev.holdpoint.e2e.cluster.Command;
import dev.holdpoint.e2e.cluster.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Act (b): a cluster-admin agent, and its owner, try what they may not. Each denial is shown with its policy. */
final class Attacks {
    private static final String AGENTS = "holdpoint-agents";
    private static final String STATE = "holdpoint-state";

    private final Site site;
    private final Show show;
    private final Agent agent;

    Attacks(Site site, Show show, Agent agent) {
        this.site = site;
        this.show = show;
        this.agent = agent;
    }

    /**
     * One attempt, and the rule that must name itself: an admission policy, or a transition rule of the kind.
     * Where several deny, the API server names whichever it evaluated first.
     *
     * @param rules as a regular expression
     */
    private record Attack(String what, String rules, List<String> kubectl) {}

    void play(String change) {
        show.act("(b) The agent is cluster-admin. It tries to help itself");
        Command.Result can = agent.kubectl().attempt("auth", "can-i", "*", "*", "--all-namespaces");
        show.typed("agent", "kubectl auth can-i '*' '*' --all-namespaces", can.output());
        show.check("RBAC would let it do everything", can.output().strip().endsWith("yes"));
        Kube admin = Kube.by(site.kubectl(), site.cluster().adminKubeconfig());
        Scene scene = Scene.of(change, admin, agent.folder());
        for (Attack attack : byAgent(scene)) {
            attempt("agent", agent.kubectl(), attack);
        }
        show.say("Its owner, who is cluster-admin as well and no agent, tries alone what needs a second person:");
        Kube owner = Kube.by(
                site.kubectl(), site.cluster().kubeconfig(ClientIdentity.of("cleo", "system:masters-of-nothing")));
        admin.attempt(
                "create", "clusterrolebinding", "cleo-is-cluster-admin", "--clusterrole=cluster-admin", "--user=cleo");
        for (Attack attack : byOwner(scene)) {
            attempt("cleo", owner, attack);
        }
    }

    /**
     * What is there to be forged.
     *
     * @param plan name of the change's plan
     * @param forgedPlan a file
     * @param approval a patch, likewise {@code claim}
     */
    private record Scene(String change, String plan, Path forgedPlan, String approval, String claim) {
        static Scene of(String change, Kube admin, Path folder) {
            String plan = admin.status(change, ".plan.name");
            String approval = Forgeries.approval(admin.run("get", "ichg", change, "-n", AGENTS, "-o", "json"));
            String claim = Forgeries.claim(admin.run("get", "sstate", "shop", "-n", STATE, "-o", "json"), change);
            String forged = Forgeries.plan(admin.run("get", "iplan", plan, "-n", STATE, "-o", "json"));
            return new Scene(
                    change, plan, TextFile.write(folder.resolve("plan-of-my-own.json"), forged), approval, claim);
        }

        Attack patchesChange(String what, String rules, String patch) {
            return patches(what, rules, List.of("ichg", change, "-n", AGENTS, "--subresource=status"), patch);
        }

        Attack patchesState(String what, String rules, String patch) {
            return patches(what, rules, List.of("sstate", "shop", "-n", STATE, "--subresource=status"), patch);
        }

        Attack patchesPlan(String what, String rules, String patch) {
            return patches(what, rules, List.of("iplan", plan, "-n", STATE), patch);
        }

        private static Attack patches(String what, String rules, List<String> target, String patch) {
            List<String> words = new ArrayList<>(List.of("patch"));
            words.addAll(target);
            words.addAll(List.of("--type=merge", "-p", patch));
            return new Attack(what, rules, words);
        }
    }

    private static List<Attack> byAgent(Scene scene) {
        return List.of(
                scene.patchesChange(
                        "call its change approved", "holdpoint/F3", "{\"status\":{\"phase\":\"Approved\"}}"),
                scene.patchesChange(
                        "approve it in the attestor's own words", "holdpoint-a1|holdpoint-f5", scene.approval()),
                scene.patchesPlan(
                        "edit the plan", "holdpoint/S2", "{\"spec\":{\"digest\":\"" + "0".repeat(64) + "\"}}"),
                new Attack(
                        "put a plan of its own beside it",
                        "holdpoint-a1|holdpoint-s2",
                        List.of("create", "-f", scene.forgedPlan().toString())),
                scene.patchesState("write state", "holdpoint/L1", "{\"status\":{\"lastOrder\":99}}"),
                scene.patchesState(
                        "take the lock as an apply run would", "holdpoint-a1|holdpoint-l2|holdpoint-f6", scene.claim()),
                new Attack("delete the stack", "holdpoint-a1|holdpoint-d2", List.of("delete", "istk", "shop")),
                new Attack(
                        "delete the guard on the database",
                        "holdpoint-a1|holdpoint-d2",
                        List.of("delete", "dguard", "shop-data")),
                new Attack(
                        "delete the namespace with all state",
                        "holdpoint-a1|holdpoint-n1",
                        List.of("delete", "ns", STATE)));
    }

    private static List<Attack> byOwner(Scene scene) {
        return List.of(
                new Attack("delete the stack alone", "holdpoint-d2", List.of("delete", "istk", "shop")),
                scene.patchesChange("approve the change by hand", "holdpoint-f5", scene.approval()),
                scene.patchesState("take the lock", "holdpoint-l2|holdpoint-f6", scene.claim()),
                new Attack(
                        "put a plan of cleo's own beside it",
                        "holdpoint-s2",
                        List.of("create", "-f", scene.forgedPlan().toString())));
    }

    private void attempt(String who, Kube kubectl, Attack attack) {
        Command.Result result = kubectl.attempt(attack.kubectl().toArray(String[]::new));
        // kubectl names the file by where it lies on this machine.
        show.typed(who, "kubectl " + typed(attack), result.output().replace(agent.folder() + "/", ""));
        Matcher named = Pattern.compile(attack.rules()).matcher(result.output());
        boolean denied = !result.ok() && named.find();
        show.check(
                who + " cannot " + attack.what()
                        + (denied ? ": denied by " + named.group() : ": no rule of " + attack.rules() + " denied it"),
                denied);
    }

    /** As a person types it at a shell: patches in quotes, files by their names. */
    private static String typed(Attack attack) {
        return attack.kubectl().stream()
                .map(word -> word.startsWith("{")
                        ? "'" + word + "'"
                        : word.startsWith("/") ? Path.of(word).getFileName().toString() : word)
                .collect(Collectors.joining(" "));
    }
}
