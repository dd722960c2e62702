package dev.holdpoint.app.runner;

import dev.holdpoint.app.port.Engine;
import dev.holdpoint.app.port.StateCustody;
import dev.holdpoint.app.port.StateHead;
import dev.holdpoint.app.port.Unavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Terraform's HTTP backend protocol for one run, as the clients really speak it: init GETs; plan LOCKs, GETs, UNLOCKs;
 * apply LOCKs, GETs, POSTs with its lock's ID, UNLOCKs. The client repeats a request up to three times on 429 and 5xx, so
 * every one may come again: the same lock, the same state and the same unlock are taken again. Its lock is the inner one,
 * held for seconds; the hold on the stack is the order's claim.
 *
 * <p>What must survive a restart of the companion lies in its own folder: the lock's ID and the newest state.
 *
 * @see <a href="https://opentofu.org/docs/language/settings/backends/http">backend http</a>
 */
final class StateEndpoint {
    private static final int MAX_LOCK = 1 << 16;
    private static final Pattern ID = Pattern.compile("\"ID\"\\s*:\\s*\"([0-9A-Za-z-]{1,64})\"");
    private static final Pattern QUERY = Pattern.compile("ID=([0-9A-Za-z-]{1,64})");

    private final StateShelf shelf;
    private final byte[] authorization;
    private final Path lockFile;
    private final Path unlockedFile;
    private final Path stateFile;
    private final Path readFile;
    private final Runnable firstRead;

    /**
     * @param folder the companion's own
     * @param firstRead told once, when the state was first read under the lock, before the answer is sent
     */
    StateEndpoint(StateShelf shelf, String password, Path folder, Runnable firstRead) {
        this.shelf = shelf;
        String credentials = Engine.STATE_USER + ":" + password;
        this.authorization = ("Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .getBytes(StandardCharsets.UTF_8);
        this.lockFile = folder.resolve("lock");
        this.unlockedFile = folder.resolve("unlocked");
        this.stateFile = folder.resolve("state");
        this.readFile = folder.resolve("state-was-read");
        this.firstRead = firstRead;
    }

    /** A request; absent headers and query are empty texts. */
    record Request(String method, String query, String authorization, String contentMd5, byte[] body) {}

    /** An answer. */
    record Answer(int code, byte[] body) {
        private static Answer of(int code) {
            return new Answer(code, new byte[0]);
        }

        private static Answer of(int code, String text) {
            return new Answer(code, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Most bytes that a body of this method may have. */
    static int limit(String method) {
        return method.equals("POST") ? StateCustody.MAX_STATE : MAX_LOCK;
    }

    /** Answers a request whose body has more than {@link #limit} bytes, of which nothing was kept. */
    Answer tooLarge(String method, String presented) {
        return isEngine(presented)
                ? tooLarge(method.equals("POST") ? "a state" : "a lock", limit(method))
                : Answer.of(401);
    }

    private static Answer tooLarge(String what, int most) {
        return held(413, what + " may have at most " + most + " bytes; split the stack");
    }

    private boolean isEngine(String presented) {
        return MessageDigest.isEqual(presented.getBytes(StandardCharsets.UTF_8), authorization);
    }

    /** Whether the state was read under the lock at least once. */
    boolean wasRead() {
        return Files.exists(readFile);
    }

    /** Keeps what is registered, for a companion that is started again and may not find the role that handed it over. */
    synchronized void keepRegistered() {
        shelf.state().ifPresent(state -> keep(stateFile, state));
    }

    /** The newest state: what was last stored, else what was registered. */
    synchronized Optional<byte[]> newest() {
        Optional<byte[]> stored = file(stateFile);
        return stored.isPresent() ? stored : shelf.state();
    }

    /** Answers one request. */
    synchronized Answer answer(Request request) {
        if (!isEngine(request.authorization())) {
            return Answer.of(401);
        }
        try {
            return switch (request.method()) {
                case "GET" -> get();
                case "LOCK" -> lock(request);
                case "POST" -> post(request);
                case "UNLOCK" -> unlock(request);
                default -> Answer.of(405);
            };
        } catch (Unavailable e) {
            // the client comes again after one and after two seconds
            return Answer.of(503, "custody does not answer");
        }
    }

    private Answer get() {
        Optional<byte[]> state = newest();
        if (!lockId().isEmpty() && !wasRead()) {
            firstRead.run();
            keep(readFile, new byte[0]);
        }
        return state.map(bytes -> new Answer(200, bytes)).orElseGet(() -> Answer.of(204));
    }

    private Answer lock(Request request) {
        String id = id(request.body());
        if (id.isEmpty() || !sound(request)) {
            return Answer.of(400);
        }
        String held = lockId();
        if (held.isEmpty()) {
            keep(lockFile, id.getBytes(StandardCharsets.UTF_8));
            return Answer.of(200);
        }
        return held.equals(id) ? Answer.of(200) : held(423, "held by this run's engine under " + held);
    }

    private Answer unlock(Request request) {
        String id = id(request.body());
        String held = lockId();
        if (id.isEmpty() || !sound(request)) {
            return Answer.of(409, "force-unlock is refused here: use holdpoint state unlock");
        }
        if (!held.equals(id)) {
            boolean again = held.isEmpty()
                    && file(unlockedFile).filter(b -> text(b).equals(id)).isPresent();
            return again ? Answer.of(200) : held(409, "not the lock of this run");
        }
        keep(unlockedFile, id.getBytes(StandardCharsets.UTF_8));
        keep(lockFile, new byte[0]);
        return Answer.of(200);
    }

    private Answer post(Request request) {
        if (!shelf.writable()) {
            return Answer.of(403, "this run may not write state");
        }
        Matcher query = QUERY.matcher(request.query());
        if (!query.matches() || !query.group(1).equals(lockId())) {
            return held(409, "a state is written under the lock of this run alone");
        }
        if (!sound(request)) {
            return Answer.of(400, "Content-MD5 does not match");
        }
        return store(request.body());
    }

    /**
     * A state that the engine could not post and left in a file, stored as if it had posted it: same lock of the stack,
     * same lineage, rising serial.
     *
     * @return false when it may not become the current one
     * @throws Unavailable if custody does not answer
     */
    synchronized boolean takeLeftBehind(byte[] state) {
        return store(state).code() == 200;
    }

    private Answer store(byte[] state) {
        if (state.length > StateCustody.MAX_STATE) {
            return tooLarge("a state", StateCustody.MAX_STATE);
        }
        Optional<StateHead> next = StateHead.read(state);
        if (next.isEmpty() || next.get().lineage().isEmpty()) {
            return Answer.of(400, "this is no state of format 4");
        }
        Optional<byte[]> before = newest();
        if (before.isPresent()) {
            if (Arrays.equals(before.get(), state)) {
                return Answer.of(200);
            }
            StateHead last = StateHead.read(before.get()).orElse(new StateHead("", Long.MAX_VALUE, true));
            if (!last.lineage().equals(next.get().lineage())
                    || last.serial() >= next.get().serial()) {
                return held(409, "another lineage, or a serial that does not rise");
            }
        }
        if (!shelf.store(state)) {
            return held(409, "the order of this run no longer holds the stack");
        }
        keep(stateFile, state);
        return Answer.of(200);
    }

    /** Older clients print nothing of a refusal but the ID of the lock in it: the reason goes there. */
    private static Answer held(int code, String why) {
        return Answer.of(code, "{\"ID\":\"holdpoint: " + why + "\"}");
    }

    private static boolean sound(Request request) {
        try {
            byte[] md5 = MessageDigest.getInstance("MD5").digest(request.body());
            return Base64.getEncoder().encodeToString(md5).equals(request.contentMd5());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform must have MD5", e);
        }
    }

    private static String id(byte[] lockInfo) {
        Matcher id = ID.matcher(text(lockInfo));
        return id.find() ? id.group(1) : "";
    }

    private String lockId() {
        return file(lockFile).map(StateEndpoint::text).orElse("");
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> file(Path file) {
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the companion's own volume", e);
        }
    }

    /** Whole or not at all: a killed companion must find what it wrote last. */
    private static void keep(Path file, byte[] content) {
        try {
            Path unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the companion's own volume", e);
        }
    }
}
