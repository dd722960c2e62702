package dev.holdpoint.app.adapter.handover;

import dev.holdpoint.app.port.RunDesk;
import dev.holdpoint.app.port.RunDesk.Assignment;
import dev.holdpoint.app.port.RunDesk.Delivery;
import dev.holdpoint.app.port.RunDesk.Diagnostic;
import dev.holdpoint.core.change.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Assignments and deliveries as bytes, with the limits of each part. */
final class Wire {
    static final String ASSIGNMENT_PATH = "/v1/assignment";
    static final String DELIVERY_PATH = "/v1/delivery";

    /** Bytes of one product; a state is the largest. */
    static final int MAX_BLOB = RunDesk.MAX_PRODUCT;

    /** Bytes of a dependency lock, or of all that is said in words. */
    static final int MAX_TEXT = 1 << 20;

    /** Bytes of a whole delivery: its blob, its text, and the frame around them. */
    static final long MAX_DELIVERY = MAX_BLOB + MAX_TEXT + 1024L;

    private static final int MAX_WORD = 4096;
    private static final int MAX_VARIABLES = 64;
    private static final int MAX_DIAGNOSTICS = 200;
    private static final int MAX_SECONDS = 7 * 86_400;

    private static final int ASSIGNMENT = 1;
    private static final int PLAN = 2;
    private static final int RENDERED = 3;
    private static final int REJECTED = 4;
    private static final int FAILED = 5;
    private static final int CANDIDATE = 6;
    private static final int STALLED = 7;

    private Wire() {}

    static void write(Assignment assignment, OutputStream out) throws IOException {
        FrameWriter frame = new FrameWriter(out, ASSIGNMENT);
        frame.text(assignment.engine());
        frame.text(assignment.engineVersion());
        frame.text(assignment.engineSha256());
        frame.text(assignment.stackPath());
        frame.number(assignment.files().size());
        for (Map.Entry<String, byte[]> file : new TreeMap<>(assignment.files()).entrySet()) {
            frame.text(file.getKey());
            frame.bytes(file.getValue());
        }
        frame.text(assignment.manifest());
        frame.text(assignment.lockFile());
        frame.maybe(assignment.state());
        frame.maybe(assignment.plan());
        frame.number(assignment.limitSeconds());
        frame.number(assignment.environment().size());
        for (Map.Entry<String, String> variable : new TreeMap<>(assignment.environment()).entrySet()) {
            frame.text(variable.getKey());
            frame.text(variable.getValue());
        }
        frame.end();
    }

    static Assignment readAssignment(InputStream in) throws IOException {
        FrameReader frame = new FrameReader(in);
        if (frame.kind() != ASSIGNMENT) {
            throw new Malformed("this is no assignment");
        }
        String engine = frame.text(MAX_WORD);
        String version = frame.text(MAX_WORD);
        String sha256 = frame.text(MAX_WORD);
        String stackPath = frame.text(MAX_WORD);
        Map<String, byte[]> files = files(frame);
        String manifest = frame.text(MAX_WORD);
        String lockFile = frame.text(MAX_TEXT);
        Optional<byte[]> state = frame.maybe(MAX_BLOB);
        Optional<byte[]> plan = frame.maybe(MAX_BLOB);
        int seconds = frame.upTo(MAX_SECONDS);
        Map<String, String> environment = environment(frame);
        frame.end();
        return new Assignment(engine, version, sha256, stackPath, files, manifest, lockFile, state, plan, seconds)
                .in(environment);
    }

    private static Map<String, String> environment(FrameReader frame) throws IOException {
        int count = frame.upTo(MAX_VARIABLES);
        Map<String, String> environment = new HashMap<>();
        for (int i = 0; i < count; i++) {
            if (environment.put(frame.text(MAX_WORD), frame.text(MAX_WORD)) != null) {
                throw new Malformed("a variable is there twice");
            }
        }
        return environment;
    }

    private static Map<String, byte[]> files(FrameReader frame) throws IOException {
        int count = frame.upTo(Tree.MAX_FILES);
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < count; i++) {
            if (files.put(frame.text(MAX_WORD), frame.bytes(Tree.MAX_FILE)) != null) {
                throw new Malformed("a file is there twice");
            }
        }
        return files;
    }

    static void write(Delivery delivery, OutputStream out) throws IOException {
        switch (delivery) {
            case Delivery.Plan(var plan, var lockFile) -> {
                FrameWriter frame = new FrameWriter(out, PLAN);
                frame.bytes(plan);
                frame.text(lockFile);
                frame.end();
            }
            case Delivery.Rendered(var json) -> blob(out, RENDERED, json);
            case Delivery.CandidateState(var gzip) -> blob(out, CANDIDATE, gzip);
            case Delivery.Rejected(var diagnostics) -> write(diagnostics, new FrameWriter(out, REJECTED));
            case Delivery.Failed(var why) -> words(out, FAILED, why);
            case Delivery.Stalled(var why) -> words(out, STALLED, why);
        }
    }

    private static void words(OutputStream out, int kind, String why) throws IOException {
        FrameWriter frame = new FrameWriter(out, kind);
        frame.text(why);
        frame.end();
    }

    /** Bytes of the product in it. */
    static int size(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Plan(var plan, var lockFile) -> plan.length;
            case Delivery.Rendered(var json) -> json.length;
            case Delivery.CandidateState(var gzip) -> gzip.length;
            case Delivery.Rejected(var diagnostics) -> 0;
            case Delivery.Failed(var why) -> 0;
            case Delivery.Stalled(var why) -> 0;
        };
    }

    private static void blob(OutputStream out, int kind, byte[] bytes) throws IOException {
        FrameWriter frame = new FrameWriter(out, kind);
        frame.bytes(bytes);
        frame.end();
    }

    private static void write(List<Diagnostic> diagnostics, FrameWriter frame) throws IOException {
        frame.number(diagnostics.size());
        for (Diagnostic diagnostic : diagnostics) {
            frame.text(diagnostic.severity());
            frame.text(diagnostic.summary());
            frame.text(diagnostic.file());
            frame.number(diagnostic.line());
        }
        frame.end();
    }

    static Delivery readDelivery(InputStream in) throws IOException {
        FrameReader frame = new FrameReader(in);
        Delivery delivery = switch (frame.kind()) {
            case PLAN -> new Delivery.Plan(frame.bytes(MAX_BLOB), frame.text(MAX_TEXT));
            case RENDERED -> new Delivery.Rendered(frame.bytes(MAX_BLOB));
            case REJECTED -> new Delivery.Rejected(diagnostics(frame));
            case FAILED -> new Delivery.Failed(frame.text(MAX_WORD));
            case STALLED -> new Delivery.Stalled(frame.text(MAX_WORD));
            case CANDIDATE -> new Delivery.CandidateState(frame.bytes(MAX_BLOB));
            default -> throw new Malformed("this is no delivery");
        };
        frame.end();
        return delivery;
    }

    private static List<Diagnostic> diagnostics(FrameReader frame) throws IOException {
        int count = frame.upTo(MAX_DIAGNOSTICS);
        List<Diagnostic> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new Diagnostic(
                    frame.text(MAX_WORD), frame.text(MAX_WORD), frame.text(MAX_WORD), frame.upTo(Integer.MAX_VALUE)));
        }
        return all;
    }
}
