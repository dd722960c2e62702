package dev.holdpoint.e2e.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * etcd, API server, controller manager and scheduler as processes of their own (several in one panic on feature
 * gates). The API server is stopped before etcd: the other way round it hung for ten minutes and kept its port.
 */
final class ControlPlane {
    private static final String ETCD = "etcd";
    private static final String API_SERVER = "kube-apiserver";
    private static final String CONTROLLERS = "kube-controller-manager";
    private static final String SCHEDULER = "kube-scheduler";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);

    private final Path state;
    private final Site site;
    private final Authority authority;
    private final Daemons daemons;
    private final GoTools tools;
    private final Optional<Path> admissionConfiguration;

    ControlPlane(NativeParts parts, Optional<Path> admissionConfiguration) {
        this.state = parts.state();
        this.site = parts.site();
        this.authority = parts.authority();
        this.daemons = parts.daemons();
        this.tools = parts.tools();
        this.admissionConfiguration = admissionConfiguration;
    }

    /** What is needed first is built first; the scheduler is built while the others start. */
    void start() {
        Path apiServer = tools.binary(GoTool.KUBE_APISERVER);
        if (daemons.alive(ETCD).isEmpty()) {
            daemons.start(ETCD, etcd(tools.binary(GoTool.ETCD)), Map.of());
        }
        if (daemons.alive(API_SERVER).isEmpty()) {
            startApiServer(apiServer);
        }
        if (daemons.alive(CONTROLLERS).isEmpty()) {
            daemons.start(CONTROLLERS, controllers(tools.binary(GoTool.KUBE_CONTROLLER_MANAGER)), Map.of());
        }
        if (daemons.alive(SCHEDULER).isEmpty()) {
            daemons.start(SCHEDULER, scheduler(tools.binary(GoTool.KUBE_SCHEDULER)), Map.of());
        }
        awaitReady();
    }

    void restartApiServer(Runnable whileAway) {
        daemons.stop(API_SERVER, Duration.ZERO);
        whileAway.run();
        startApiServer(tools.binary(GoTool.KUBE_APISERVER));
        awaitReady();
    }

    void stop() {
        daemons.stop(SCHEDULER, STOP_GRACE);
        daemons.stop(CONTROLLERS, STOP_GRACE);
        daemons.stop(API_SERVER, STOP_GRACE);
        daemons.stop(ETCD, STOP_GRACE);
    }

    boolean ready() {
        return ReadyProbe.answersOk(URI.create(site.api() + "/readyz"), authority.certificateFile());
    }

    private void awaitReady() {
        Wait.until("the API server answers /readyz", START_LIMIT, () -> {
            if (daemons.alive(API_SERVER).isEmpty()) {
                throw new ClusterTrouble(
                        "the API server ended; its last words:\n" + daemons.lastWords(API_SERVER),
                        "See " + daemons.log(API_SERVER) + " and " + daemons.log(ETCD) + ".");
            }
            return ready();
        });
    }

    private List<String> etcd(Path program) {
        Authority.KeyAndCertificate own =
                authority.component("etcd", ClientIdentity.of("etcd"), List.of("127.0.0.1", "localhost"));
        String url = "https://127.0.0.1:" + site.etcdPort();
        String peer = "http://127.0.0.1:" + site.etcdPeerPort();
        return List.of(
                program.toString(),
                "--name=holdpoint",
                "--data-dir=" + state.resolve("etcd"),
                "--listen-client-urls=" + url,
                "--advertise-client-urls=" + url,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=holdpoint=" + peer,
                "--client-cert-auth=true",
                "--trusted-ca-file=" + authority.certificateFile(),
                "--cert-file=" + own.certificate(),
                "--key-file=" + own.key(),
                // A cluster for trying and testing: made anew in seconds, so it need not survive a power cut.
                "--unsafe-no-fsync",
                "--log-level=warn");
    }

    private void startApiServer(Path program) {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(apiServerAddresses());
        words.addAll(apiServerCredentials());
        words.addAll(List.of(
                "--authorization-mode=Node,RBAC",
                "--enable-admission-plugins=NodeRestriction",
                "--service-cluster-ip-range=" + site.serviceRange(),
                "--endpoint-reconciler-type=none",
                "--allow-privileged=true",
                "--kubelet-preferred-address-types=InternalIP",
                "--shutdown-delay-duration=0s",
                "--audit-policy-file=" + auditPolicy(),
                "--audit-log-path=" + state.resolve("logs/audit.log"),
                "--audit-log-maxsize=100",
                "--audit-log-maxbackup=2"));
        admissionConfiguration.ifPresent(file -> words.addAll(List.of(
                "--feature-gates=ManifestBasedAdmissionControlConfig=true",
                "--admission-control-config-file=" + file)));
        daemons.start(API_SERVER, words, Map.of());
    }

    private List<String> apiServerAddresses() {
        return List.of(
                "--bind-address=" + site.nodeAddress(),
                "--advertise-address=" + site.serviceAddress(),
                "--secure-port=" + site.apiPort(),
                "--etcd-servers=https://127.0.0.1:" + site.etcdPort());
    }

    private List<String> apiServerCredentials() {
        Authority.KeyAndCertificate serving = authority.server(
                "kube-apiserver",
                List.of(
                        "127.0.0.1",
                        site.nodeAddress(),
                        site.serviceAddress(),
                        "localhost",
                        "kubernetes",
                        "kubernetes.default",
                        "kubernetes.default.svc",
                        "kubernetes.default.svc.cluster.local"));
        Authority.KeyAndCertificate toEtcd =
                authority.component("apiserver-etcd-client", ClientIdentity.of("kube-apiserver"), List.of());
        Authority.KeyAndCertificate toKubelet = authority.component(
                "apiserver-kubelet-client", ClientIdentity.of("kube-apiserver", "system:masters"), List.of());
        Authority.KeyFiles tokens = authority.signingKey("service-account");
        return List.of(
                "--tls-cert-file=" + serving.certificate(),
                "--tls-private-key-file=" + serving.key(),
                "--client-ca-file=" + authority.certificateFile(),
                "--etcd-cafile=" + authority.certificateFile(),
                "--etcd-certfile=" + toEtcd.certificate(),
                "--etcd-keyfile=" + toEtcd.key(),
                "--kubelet-certificate-authority=" + authority.certificateFile(),
                "--kubelet-client-certificate=" + toKubelet.certificate(),
                "--kubelet-client-key=" + toKubelet.key(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + tokens.publicKey(),
                "--service-account-signing-key-file=" + tokens.privateKey());
    }

    private Path auditPolicy() {
        // Who did what, never the contents: request bodies hold Secrets.
        return TextFile.write(state.resolve("audit-policy.yaml"), """
                apiVersion: audit.k8s.io/v1
                kind: Policy
                omitStages: [RequestReceived]
                rules:
                - level: None
                  resources: [{group: coordination.k8s.io, resources: [leases]}]
                - level: None
                  nonResourceURLs: ["/livez*", "/readyz*", "/healthz*"]
                - level: Metadata
                """);
    }

    private List<String> controllers(Path program) {
        String name = "system:kube-controller-manager";
        return List.of(
                program.toString(),
                "--kubeconfig=" + ownKubeconfig(CONTROLLERS, ClientIdentity.of(name)),
                "--service-account-private-key-file="
                        + authority.signingKey("service-account").privateKey(),
                "--root-ca-file=" + authority.certificateFile(),
                "--use-service-account-credentials=true",
                "--leader-elect=false",
                "--secure-port=0");
    }

    private List<String> scheduler(Path program) {
        return List.of(
                program.toString(),
                "--kubeconfig=" + ownKubeconfig(SCHEDULER, ClientIdentity.of("system:kube-scheduler")),
                "--leader-elect=false",
                "--secure-port=0");
    }

    private Path ownKubeconfig(String part, ClientIdentity who) {
        return Kubeconfig.write(
                state.resolve("kubeconfigs/" + part),
                site.api(),
                authority.certificateFile(),
                who.user(),
                authority.component(part, who, List.of()));
    }
}
