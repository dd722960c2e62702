package dev.holdpoint.app.adapter.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of one Protocol Buffers message, in their order, nested ones left as bytes. Enough to check a few fields of
 * {@code tfplan} without its schema (https://protobuf.dev/programming-guides/encoding).
 */
final class WireMessage {
    private static final int MAX_FIELDS = 1_000_000;
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    private final byte[] bytes;
    private final List<Field> fields = new ArrayList<>();
    private int at;

    private WireMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** One field; for numbers {@code content} is empty. */
    record Field(int number, boolean holdsBytes, byte[] content) {}

    /** Reads all fields. */
    static WireMessage read(byte[] bytes) throws PlanTrouble {
        WireMessage message = new WireMessage(bytes);
        while (message.at < bytes.length) {
            if (message.fields.size() == MAX_FIELDS) {
                throw new PlanTrouble("a message has too many fields");
            }
            message.fields.add(message.next());
        }
        return message;
    }

    /** The content of a field that occurs exactly once and holds bytes. */
    byte[] only(int number, String name) throws PlanTrouble {
        List<Field> found = fields.stream().filter(f -> f.number == number).toList();
        if (found.size() != 1 || !found.get(0).holdsBytes) {
            throw new PlanTrouble("its " + name + " occurs " + found.size() + " times or has another type");
        }
        return found.get(0).content;
    }

    /** How many fields there are. */
    int size() {
        return fields.size();
    }

    private Field next() throws PlanTrouble {
        long tag = varint();
        long number = tag >>> 3;
        if (number < 1 || number > 0x1fffffff) {
            throw new PlanTrouble("a message is damaged");
        }
        return switch ((int) (tag & 7)) {
            case VARINT -> {
                varint();
                yield new Field((int) number, false, new byte[0]);
            }
            case FIXED64 -> new Field((int) number, false, skip(8));
            case FIXED32 -> new Field((int) number, false, skip(4));
            case BYTES -> new Field((int) number, true, skip(varint()));
            default -> throw new PlanTrouble("a message has a field of an unknown type");
        };
    }

    private byte[] skip(long length) throws PlanTrouble {
        if (length < 0 || length > bytes.length - at) {
            throw new PlanTrouble("a message is cut off");
        }
        int from = at;
        at += (int) length;
        return Arrays.copyOfRange(bytes, from, at);
    }

    private long varint() throws PlanTrouble {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at == bytes.length) {
                throw new PlanTrouble("a message is cut off");
            }
            byte b = bytes[at++];
            value |= (long) (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new PlanTrouble("a number is too long");
    }
}
