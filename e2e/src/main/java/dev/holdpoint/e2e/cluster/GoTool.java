package dev.holdpoint.e2e.cluster;

/**
 * A program that is built from a Go module of {@code e2e/tools}; the module pins the version, Go's checksum database
 * vouches for the source.
 *
 * @see <a href="https://go.dev/doc/modules/managing-dependencies#tools">Go modules, tool dependencies</a>
 */
public enum GoTool {
    ETCD("etcd", "etcd", "go.etcd.io/etcd/server/v3"),
    KUBE_APISERVER("kube-apiserver", "kubernetes", "k8s.io/kubernetes/cmd/kube-apiserver"),
    KUBE_CONTROLLER_MANAGER("kube-controller-manager", "kubernetes", "k8s.io/kubernetes/cmd/kube-controller-manager"),
    KUBE_SCHEDULER("kube-scheduler", "kubernetes", "k8s.io/kubernetes/cmd/kube-scheduler"),
    KUBELET("kubelet", "kubernetes", "k8s.io/kubernetes/cmd/kubelet"),
    KUBECTL("kubectl", "kubernetes", "k8s.io/kubernetes/cmd/kubectl"),
    TOFU("tofu", "opentofu", "github.com/opentofu/opentofu/cmd/tofu"),
    HELM("helm", "helm", "helm.sh/helm/v4/cmd/helm");

    private final String program;
    private final String module;
    private final String mainPackage;

    GoTool(String program, String module, String mainPackage) {
        this.program = program;
        this.module = module;
        this.mainPackage = mainPackage;
    }

    String program() {
        return program;
    }

    /** Folder below {@code e2e/tools}. */
    String module() {
        return module;
    }

    String mainPackage() {
        return mainPackage;
    }

    /** Linker flags; Kubernetes answers an empty {@code /version} without its stamp and clients misbehave. */
    String linkerFlags(String kubernetesVersion) {
        return switch (this) {
            case ETCD, HELM -> "-s -w";
            case TOFU -> "-s -w -X github.com/opentofu/opentofu/version.dev=no";
            case KUBE_APISERVER, KUBE_CONTROLLER_MANAGER, KUBE_SCHEDULER, KUBELET, KUBECTL ->
                "-s -w" + stamp("k8s.io/component-base/version", kubernetesVersion)
                        + stamp("k8s.io/client-go/pkg/version", kubernetesVersion);
        };
    }

    private static String stamp(String versionPackage, String version) {
        String[] numbers = version.substring(1).split("\\.", -1);
        return " -X %1$s.gitVersion=%2$s -X %1$s.gitMajor=%3$s -X %1$s.gitMinor=%4$s -X %1$s.gitTreeState=clean"
                .formatted(versionPackage, version, numbers[0], numbers[1]);
    }
}
