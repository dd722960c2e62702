package dev.holdpoint.app.adapter.kube;

import dev.holdpoint.api.AccountsSpec;
import dev.holdpoint.api.ChangeRef;
import dev.holdpoint.api.EngineName;
import dev.holdpoint.api.EngineSpec;
import dev.holdpoint.api.RunLimits;
import dev.holdpoint.api.StackSpec;
import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.Installation;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunOrder;
import dev.holdpoint.core.digest.Sha256;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One stack and one change, in the words of an order. */
final class Orders {
    static final Sha256 PLAN = digest("a plan");
    static final Desk DESK = new Desk(Desk.OPERATOR, URI.create("https://10.0.0.7:8443"), digest("a key"));
    static final Installation INSTALLATION = new Installation(
            "registry.example/holdpoint@sha256:" + digest("our image").hex(),
            Installation.PullPolicy.IF_NOT_PRESENT,
            digest("a roster").hex());

    private Orders() {}

    static Sha256 digest(String of) {
        return Sha256.of(of.getBytes(StandardCharsets.UTF_8));
    }

    static RunOrder order(RunKind kind) {
        return new RunOrder(
                kind,
                Desk.OPERATOR,
                change(),
                "shop",
                stack(),
                digest("settings"),
                3,
                1,
                kind == RunKind.PLAN ? Optional.empty() : Optional.of(PLAN),
                kind == RunKind.APPLY ? Optional.of(12L) : Optional.empty());
    }

    private static ChangeRef change() {
        ChangeRef change = new ChangeRef();
        change.namespace = "holdpoint-agents";
        change.name = "bigger-queue";
        change.uid = "0b0f2c3e-6c1e-4a55-9d5c-6f1f0d1c2b3a";
        return change;
    }

    private static StackSpec stack() {
        StackSpec stack = new StackSpec();
        stack.repository = "infra";
        stack.engine = new EngineSpec();
        stack.engine.name = EngineName.OpenTofu;
        stack.engine.version = "1.11.14";
        stack.engine.image =
                "registry.example/opentofu@sha256:" + digest("an engine").hex();
        stack.engine.sha256 = digest("a binary").hex();
        stack.accounts = new AccountsSpec();
        stack.accounts.plan = "shop";
        stack.accounts.apply = "shop";
        stack.limits = new RunLimits();
        stack.limits.planSeconds = 120;
        stack.limits.applySeconds = 600;
        return stack;
    }
}
