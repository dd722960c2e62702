package dev.holdpoint.e2e.demo;

import dev.holdpoint.e2e.cluster.ClientIdentity;
import dev.holdpoint.e2e.cluster.Command;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Act (b): a cluster-admin agent, and its owner, try what they may not. Each denial is shown with its policy. */
final class Attacks {
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
        String plan = agent.kubectl()
                .attempt("get", "iplan", "-n", "holdpoint-state", "-o", "jsonpath={.items[0].metadata.name}")
                .output()
                .strip();
        for (Attack attack : byAgent(change, plan)) {
            attempt("agent", agent.kubectl(), attack);
        }
        show.say("Its owner, who is cluster-admin as well and no agent, tries alone what needs a second person:");
        Kube owner = Kube.by(
                site.kubectl(), site.cluster().kubeconfig(ClientIdentity.of("cleo", "system:masters-of-nothing")));
        Kube admin = Kube.by(site.kubectl(), site.cluster().adminKubeconfig());
        admin.attempt(
                "create", "clusterrolebinding", "cleo-is-cluster-admin", "--clusterrole=cluster-admin", "--user=cleo");
        for (Attack attack : byOwner(change)) {
            attempt("cleo", owner, attack);
        }
    }

    private static List<Attack> byAgent(String change, String plan) {
        return List.of(
                new Attack(
                        "approve its own change",
                        "holdpoint/F3",
                        List.of(
                                "patch",
                                "ichg",
                                change,
                                "-n",
                                "holdpoint-agents",
                                "--subresource=status",
                                "--type=merge",
                                "-p",
                                "{\"status\":{\"phase\":\"Approved\"}}")),
                new Attack(
                        "edit the plan",
                        "holdpoint/S2",
                        List.of(
                                "patch",
                                "iplan",
                                plan,
                                "-n",
                                "holdpoint-state",
                                "--type=merge",
                                "-p",
                                "{\"spec\":{\"digest\":\"" + "0".repeat(64) + "\"}}")),
                new Attack(
                        "write state",
                        "holdpoint/L1",
                        List.of(
                                "patch",
                                "sstate",
                                "shop",
                                "-n",
                                "holdpoint-state",
                                "--subresource=status",
                                "--type=merge",
                                "-p",
                                "{\"status\":{\"lastOrder\":99}}")),
                new Attack(
                        "say that it was approved",
                        "holdpoint-a1|holdpoint-f5",
                        List.of(
                                "patch",
                                "ichg",
                                change,
                                "-n",
                                "holdpoint-agents",
                                "--subresource=status",
                                "--type=merge",
                                "-p",
                                "{\"status\":{\"message\":\"approved by ada and ben\"}}")),
                new Attack("delete the stack", "holdpoint-a1|holdpoint-d2", List.of("delete", "istk", "shop")),
                new Attack(
                        "delete the guard on the database",
                        "holdpoint-a1|holdpoint-d2",
                        List.of("delete", "dguard", "shop-data")),
                new Attack(
                        "delete the namespace with all state",
                        "holdpoint-a1|holdpoint-n1",
                        List.of("delete", "ns", "holdpoint-state")));
    }

    private static List<Attack> byOwner(String change) {
        return List.of(
                new Attack("delete the stack alone", "holdpoint-d2", List.of("delete", "istk", "shop")),
                new Attack(
                        "approve the change by hand",
                        "holdpoint-f5",
                        List.of(
                                "patch",
                                "ichg",
                                change,
                                "-n",
                                "holdpoint-agents",
                                "--subresource=status",
                                "--type=merge",
                                "-p",
                                "{\"status\":{\"message\":\"approved, trust me\"}}")),
                new Attack(
                        "take the lock",
                        "holdpoint-l2",
                        List.of(
                                "patch",
                                "sstate",
                                "shop",
                                "-n",
                                "holdpoint-state",
                                "--subresource=status",
                                "--type=merge",
                                "-p",
                                "{\"status\":{\"established\":\"No\"}}")));
    }

    private void attempt(String who, Kube kubectl, Attack attack) {
        Command.Result result = kubectl.attempt(attack.kubectl().toArray(String[]::new));
        show.typed(who, "kubectl " + String.join(" ", attack.kubectl()), result.output());
        Matcher named = Pattern.compile(attack.rules()).matcher(result.output());
        boolean denied = !result.ok() && named.find();
        show.check(
                who + " cannot " + attack.what()
                        + (denied ? ": denied by " + named.group() : ": no rule of " + attack.rules() + " denied it"),
                denied);
    }
}
