package dev.holdpoint.app.adapter.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The backend that a plan must name: type {@code http}, workspace {@code default}, every setting null, so that address
 * and password come from the environment of the pod that applies and from nowhere else. What stands in the plan wins over
 * everything at apply; a plan made with {@code backend "local"} was once applied without one request to the endpoint.
 *
 * <p>Measured: OpenTofu 1.11.14 writes sixteen settings as a MessagePack map, Terraform 1.11.4 the same without
 * {@code headers}.
 */
final class NullBackend {
    private static final Set<String> SETTINGS = Set.of(
            "address",
            "client_ca_certificate_pem",
            "client_certificate_pem",
            "client_private_key_pem",
            "lock_address",
            "lock_method",
            "password",
            "retry_max",
            "retry_wait_max",
            "retry_wait_min",
            "skip_cert_verification",
            "unlock_address",
            "unlock_method",
            "update_method",
            "username");
    /** OpenTofu alone has it. */
    private static final String HEADERS = "headers";

    private static final int TYPE = 1;
    private static final int CONFIG = 2;
    private static final int WORKSPACE = 3;
    private static final int MESSAGE_PACK = 1;
    private static final int NIL = 0xc0;
    private static final int FIX_STRING = 0xa0;
    private static final int STRING_8 = 0xd9;
    private static final int FIX_MAP = 0x80;
    private static final int MAP_16 = 0xde;

    private final byte[] map;
    private int at;

    private NullBackend(byte[] map) {
        this.map = map;
    }

    /** Checks field 13 of a plan. */
    static void check(byte[] backend) throws PlanTrouble {
        WireMessage message = WireMessage.read(backend);
        boolean http = text(message.only(TYPE, "backend's type")).equals("http");
        boolean workspace = text(message.only(WORKSPACE, "workspace")).equals("default");
        if (!http || !workspace || message.size() != 3) {
            throw new PlanTrouble("it was made for another backend or workspace than ours");
        }
        WireMessage config = WireMessage.read(message.only(CONFIG, "backend's settings"));
        if (config.size() != 1 || !new NullBackend(config.only(MESSAGE_PACK, "backend's settings")).isAllNull()) {
            throw new PlanTrouble("its backend has settings of its own");
        }
    }

    private boolean isAllNull() {
        int count = next();
        if (count == MAP_16) {
            count = next() << 8 | next();
        } else {
            count ^= FIX_MAP;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < count && i <= SETTINGS.size(); i++) {
            if (!seen.add(key()) || next() != NIL) {
                return false;
            }
        }
        seen.remove(HEADERS);
        return at == map.length && seen.equals(SETTINGS);
    }

    private String key() {
        int head = next();
        int length = head == STRING_8 ? next() : (head & 0xe0) == FIX_STRING ? head & 0x1f : 0;
        int end = Math.min(at + Math.max(length, 0), map.length);
        String key = text(Arrays.copyOfRange(map, at, end));
        at = end;
        return key;
    }

    /** The next byte; -1 behind the end, which equals nothing that is allowed. */
    private int next() {
        return at < map.length ? map[at++] & 0xff : -1;
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
