package dev.holdpoint.app.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The side of a role (operator or attestor) that its run pods talk to: it gives a pod its assignment and takes its
 * product. Who asks was proven by TokenReview before a call gets here.
 */
public interface RunDesk {
    /** Most bytes of one thing that goes over the line: plan, rendering, or a state; a candidate is the largest. */
    int MAX_PRODUCT = StateCustody.MAX_CANDIDATE;

    /**
     * What this pod shall do; empty when there is nothing for it (its round is over, or it is not ours). May wait a few
     * seconds for what is being made.
     *
     * @throws NotYet if what it needs is not there yet
     */
    Optional<Assignment> assignment(RunPod pod);

    /** Takes a product. The first one stored wins; the same again is stored already, another one conflicts. */
    Receipt deliver(RunPod pod, Delivery delivery);

    /** A pod as TokenReview and the API server prove it. */
    record RunPod(RunKind kind, String namespace, String pod, String podUid, String job, String changeUid, int round) {}

    /** What became of a delivery. */
    enum Receipt {
        STORED,
        STORED_ALREADY,
        CONFLICT,
        /** Its round is over or it was never asked. */
        UNWANTED
    }

    /**
     * What a run needs, and nothing more.
     *
     * @param engine {@code OpenTofu} or {@code Terraform}
     * @param engineVersion as 1.11.14
     * @param engineSha256 digest of the binary, to be compared before use
     * @param stackPath folder of the stack in the tree, empty for the root
     * @param files the tree by path from the root of the repository; for plan and apply
     * @param manifest digest of the tree's manifest, to be compared after it is materialised
     * @param lockFile the stack's dependency lock as text; empty when it needs no provider
     * @param state bytes of the registered state; empty when there is none yet
     * @param plan the plan file; for render and apply
     * @param limitSeconds after which the run has failed
     * @param environment what the engine's environment holds for its cloud; for plan and apply
     */
    record Assignment(
            String engine,
            String engineVersion,
            String engineSha256,
            String stackPath,
            Map<String, byte[]> files,
            String manifest,
            String lockFile,
            Optional<byte[]> state,
            Optional<byte[]> plan,
            int limitSeconds,
            Map<String, String> environment) {
        public Assignment {
            files = Map.copyOf(files);
            environment = Map.copyOf(environment);
        }

        /** An assignment without a cloud. */
        public Assignment(
                String engine,
                String engineVersion,
                String engineSha256,
                String stackPath,
                Map<String, byte[]> files,
                String manifest,
                String lockFile,
                Optional<byte[]> state,
                Optional<byte[]> plan,
                int limitSeconds) {
            this(
                    engine,
                    engineVersion,
                    engineSha256,
                    stackPath,
                    files,
                    manifest,
                    lockFile,
                    state,
                    plan,
                    limitSeconds,
                    Map.of());
        }

        /** The same with this environment for the cloud. */
        public Assignment in(Map<String, String> cloud) {
            return new Assignment(
                    engine,
                    engineVersion,
                    engineSha256,
                    stackPath,
                    files,
                    manifest,
                    lockFile,
                    state,
                    plan,
                    limitSeconds,
                    cloud);
        }
    }

    /** What a run hands over. */
    sealed interface Delivery {
        /** A plan file and the dependency lock that the run ended with. */
        record Plan(byte[] plan, String lockFile) implements Delivery {}

        /** A plan as JSON, made from the plan file alone. */
        record Rendered(byte[] json) implements Delivery {}

        /** The configuration is wrong: the engine said so. A claim, redacted. */
        record Rejected(List<Diagnostic> diagnostics) implements Delivery {
            public Rejected {
                diagnostics = List.copyOf(diagnostics);
            }
        }

        /** The run failed for another reason than the configuration; trying again may help. */
        record Failed(String why) implements Delivery {}

        /**
         * The run cannot work with what the settings name (an image holds another provider or engine than they pin):
         * trying again changes nothing, an administrator must act.
         */
        record Stalled(String why) implements Delivery {}

        /**
         * State that the engine could not post (errored.tfstate): kept as a candidate version.
         *
         * @param gzip compressed, since it may have been too large to be posted
         */
        record CandidateState(byte[] gzip) implements Delivery {}
    }

    /** What the engine said about the configuration: never its snippets or values. */
    record Diagnostic(String severity, String summary, String file, int line) {
        /** One line for people. */
        public String text() {
            return severity + ": " + summary + (file.isEmpty() ? "" : " (" + file + ":" + line + ")");
        }
    }
}
