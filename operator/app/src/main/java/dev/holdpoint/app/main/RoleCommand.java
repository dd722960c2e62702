package dev.holdpoint.app.main;

import dev.holdpoint.app.adapter.handover.HandoverServer;
import dev.holdpoint.app.adapter.kube.KubePodProof;
import dev.holdpoint.app.adapter.kube.KubeRuns;
import dev.holdpoint.app.adapter.kube.OwnJobs;
import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.Installation;
import dev.holdpoint.app.port.Repository;
import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.Stalled;
import dev.holdpoint.app.reconcile.ChangeReconciler;
import dev.holdpoint.app.reconcile.RoleParts;
import dev.holdpoint.core.approval.SshSigner;
import dev.holdpoint.core.digest.Sha256;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.javaoperatorsdk.operator.Operator;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One long-lived role in the cluster: probes, the desk for its run pods, the reconciler and the watch. */
abstract class RoleCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RoleCommand.class);
    private static final int PROBES = 8080;
    private static final int DESK = 8443;
    private static final String STARTING = "starting";

    private final String asker;

    RoleCommand(String asker) {
        this.asker = asker;
    }

    /** What a role puts to work. */
    record Working(ChangeReconciler reconciler, RunDesk desk, Runnable watch) {}

    /** What this role sees of a repository. */
    abstract Repository view(Repository source);

    abstract Working assemble(RoleParts parts, Outside outside, SshSigner signer);

    @Override
    public Integer call() throws InterruptedException {
        AtomicReference<String> trouble = new AtomicReference<>(STARTING);
        CountDownLatch end = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(end::countDown));
        HealthServer probes = new HealthServer(PROBES, trouble::get);
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build()) {
            work(client, trouble, end);
        } finally {
            probes.close();
        }
        return 0;
    }

    private void work(KubernetesClient client, AtomicReference<String> trouble, CountDownLatch end)
            throws InterruptedException {
        Installation installation = Installation.of(System.getenv());
        SshSigner signer = RoleFiles.signer(RoleFiles.KEY);
        Outside outside = new Outside(
                client,
                Sha256.parse(installation.rosterPin()),
                new Outside.Git(
                        RoleFiles.credential(RoleFiles.GIT),
                        Path.of(System.getProperty("java.io.tmpdir"), "git"),
                        this::view));
        try (HandoverServer handover = new HandoverServer(DESK, Instant.now())) {
            Desk desk = handover.desk(asker, podIp());
            OwnJobs own = new OwnJobs();
            Working working = assemble(outside.parts(new KubeRuns(client, installation, desk, own)), outside, signer);
            handover.serve(new KubePodProof(client, desk, own), working.desk());
            Operator operator = new Operator(o -> o.withKubernetesClient(client).withCloseClientOnStop(false));
            operator.register(working.reconciler());
            operator.start();
            Thread watch = Thread.ofVirtual().name("watch").start(working.watch());
            trouble.set("");
            LOG.info("role={} desk={} ready", asker, desk.address());
            end.await();
            watch.interrupt();
            operator.stop();
        }
    }

    private static String podIp() {
        String ip = System.getenv("POD_IP");
        if (ip == null || ip.isEmpty()) {
            throw new Stalled("POD_IP is not set; the Deployment takes it from status.podIP");
        }
        return ip;
    }
}
