package dev.holdpoint.e2e.path;

import dev.holdpoint.app.port.Desk;
import dev.holdpoint.app.port.RunKind;
import dev.holdpoint.app.port.RunLabels;
import dev.holdpoint.app.port.RunPaths;
import dev.holdpoint.e2e.cluster.Command;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The pod of a run as the node sees it: processes that can be stopped, continued and killed. */
final class RunPod {
    private final Place place;
    private final Pod pod;

    private RunPod(Place place, Pod pod) {
        this.place = place;
        this.pod = pod;
    }

    /** The pods of these runs of a change, whoever asked for them. */
    static List<Pod> all(Place place, String change, RunKind kind) {
        return place.admin()
                .pods()
                .inAnyNamespace()
                .withLabel(
                        RunLabels.CHANGE_UID, place.change(change).getMetadata().getUid())
                .withLabel(RunLabels.KIND, kind.word())
                .list()
                .getItems();
    }

    /** Waits for it. */
    static RunPod await(Place place, String change, RunKind kind) {
        return await(place, change, kind, Desk.OPERATOR);
    }

    static RunPod await(Place place, String change, RunKind kind, String asker) {
        Place.until(
                () -> "a pod of the " + kind.word() + " run of " + change + " exists, it is " + place.told(change),
                () -> of(place, change, kind, asker).isPresent());
        return new RunPod(place, of(place, change, kind, asker).orElseThrow());
    }

    private static Optional<Pod> of(Place place, String change, RunKind kind, String asker) {
        return all(place, change, kind).stream()
                .filter(pod -> asker.equals(pod.getMetadata().getLabels().get(RunLabels.ASKER)))
                .findFirst();
    }

    /** Stops the engine as soon as it applies and has read the state under the lock; nothing is posted then. */
    void holdTheEngineInTheMiddle() {
        Place.until(() -> "the engine applies in the middle; the pod is " + phase(), () -> {
            List<ProcessHandle> engines = engines();
            engines.forEach(engine -> signal("STOP", engine));
            if (!engines.isEmpty() && stateWasRead()) {
                return true;
            }
            engines.forEach(engine -> signal("CONT", engine));
            return false;
        });
    }

    /** Lets it go on. */
    void letTheEngineGoOn() {
        engines().forEach(engine -> signal("CONT", engine));
    }

    /** {@code kill -9} of the companion alone; returns when the kubelet has started another and it listens. */
    int killCompanion() {
        int before = restarts();
        int killed = kill(companions());
        Place.until(
                () -> "the companion is started again, " + before + " restarts before, now " + restarts(),
                () -> restarts() > before && log().contains("companion=listening"));
        return killed;
    }

    /** {@code kill -9} of the engine alone: what started it sees it die. */
    int killEngine() {
        return kill(processes(line -> line.startsWith(RunPaths.OWN_ENGINE + "/")));
    }

    /** {@code kill -9} of what started the engine, and of the engine: nobody says how it ended. */
    int killWrapper() {
        return kill(processes(line -> line.contains("--as wrapper"))) + killEngine();
    }

    /** {@code kill -9} of everything in it. */
    int killAll() {
        return Crash.processes(pod);
    }

    /** As a node that drains asks for it; 0 when the pod is gone already. */
    int evict() {
        return Boolean.TRUE.equals(place.admin().pods().resource(pod).evict()) ? 1 : 0;
    }

    private static int kill(List<ProcessHandle> victims) {
        victims.forEach(ProcessHandle::destroyForcibly);
        return victims.size();
    }

    List<ProcessHandle> companions() {
        return processes(line -> line.contains(RunPaths.COMPANION_CONTAINER));
    }

    private List<ProcessHandle> engines() {
        return processes(line -> line.startsWith(RunPaths.OWN_ENGINE + "/engine") && line.contains(" apply "));
    }

    private boolean stateWasRead() {
        return companions().stream()
                .anyMatch(companion -> Files.exists(
                        Path.of("/proc", "" + companion.pid(), "root", RunPaths.COMPANION, "state-was-read")));
    }

    private List<ProcessHandle> processes(Predicate<String> commandLine) {
        return Crash.processesOf(pod).stream()
                .filter(process -> commandLine.test(Crash.commandLine(process)))
                .toList();
    }

    private static void signal(String name, ProcessHandle process) {
        Command.of("kill", "-" + name, Long.toString(process.pid())).attempt();
    }

    private Optional<Pod> now() {
        return Optional.ofNullable(place.admin().resource(pod).get());
    }

    private String phase() {
        return now().map(p -> p.getStatus().getPhase()).orElse("gone");
    }

    private int restarts() {
        return now().stream()
                .flatMap(p -> p.getStatus().getInitContainerStatuses().stream())
                .filter(c -> c.getName().equals(RunPaths.COMPANION_CONTAINER))
                .mapToInt(ContainerStatus::getRestartCount)
                .sum();
    }

    private String log() {
        return place.admin()
                .pods()
                .resource(pod)
                .inContainer(RunPaths.COMPANION_CONTAINER)
                .getLog();
    }
}
