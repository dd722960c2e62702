package dev.holdpoint.app.adapter.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads a zip archive in the one shape that the engines write (Go's {@code archive/zip}) and in no other: local entries
 * without gaps from the first byte, then the central directory in the same order, then its end record, nothing else.
 * Both directories must agree, so that no two readers can see different files (PKWARE APPNOTE 6.3.10, 4.3 and 4.4).
 */
final class StrictZip {
    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int DESCRIPTOR_BYTES = 16;
    private static final int HAS_DESCRIPTOR = 0x8;
    private static final int UTF8_NAME = 0x800;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    /** The only extra field that Go writes: the extended time stamp. */
    private static final int TIME_STAMP = 0x5455;

    private static final int MAX_NAME = 512;

    private final ByteBuffer zip;
    private final long maxBytes;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private long inflated;

    private StrictZip(byte[] zip, long maxBytes) {
        this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        this.maxBytes = maxBytes;
    }

    /** A row of the central directory. */
    private record Row(String name, int flags, int method, int crc, int packed, int size) {}

    /**
     * All entries in their order.
     *
     * @param maxEntries most entries
     * @param maxBytes most bytes of all entries, unpacked
     */
    static Map<String, byte[]> read(byte[] zip, int maxEntries, long maxBytes) throws PlanTrouble {
        StrictZip reader = new StrictZip(zip, maxBytes);
        reader.read(maxEntries);
        return reader.entries;
    }

    private void read(int maxEntries) throws PlanTrouble {
        int end = zip.limit() - END_BYTES;
        check(end >= 0 && zip.getInt(end) == END, "it does not end as a zip archive ends");
        int count = u16(end + 10);
        check(u16(end + 4) == 0 && u16(end + 6) == 0 && u16(end + 8) == count, "it is split over several files");
        check(u16(end + 20) == 0, "it has a comment");
        check(count <= maxEntries, "it has more than " + maxEntries + " entries");
        long directory = u32(end + 16);
        check(directory + u32(end + 12) == end, "its directory is not where it should be");
        int row = (int) directory;
        int local = 0;
        for (int i = 0; i < count; i++) {
            check(row + CENTRAL_BYTES <= end && zip.getInt(row) == CENTRAL, "its directory is damaged");
            check(u32(row + 42) == local, "its entries are not in the order of its directory, without gaps");
            Row entry = row(row, end);
            local = local(entry, local, (int) directory);
            row += CENTRAL_BYTES + u16(row + 28) + u16(row + 30);
        }
        check(row == end && local == directory, "it holds bytes that belong to no entry");
    }

    private Row row(int at, int end) throws PlanTrouble {
        int nameLength = u16(at + 28);
        int extraLength = u16(at + 30);
        check(u16(at + 32) == 0 && u16(at + 34) == 0, "an entry has a comment or lies in another file");
        check(at + CENTRAL_BYTES + nameLength + extraLength <= end, "its directory is damaged");
        extra(at + CENTRAL_BYTES + nameLength, extraLength);
        long packed = u32(at + 20);
        long size = u32(at + 24);
        check(packed <= zip.limit() && size <= maxBytes, "an entry is too large");
        return new Row(
                name(at + CENTRAL_BYTES, nameLength),
                u16(at + 8),
                u16(at + 10),
                zip.getInt(at + 16),
                (int) packed,
                (int) size);
    }

    /** Reads the entry's bytes; returns the offset behind it. */
    private int local(Row row, int at, int directory) throws PlanTrouble {
        check((row.flags & ~(HAS_DESCRIPTOR | UTF8_NAME)) == 0, "an entry is encrypted or of an unknown kind");
        check(row.method == STORED || row.method == DEFLATED, "an entry is packed in an unknown way");
        check(at + LOCAL_BYTES <= directory && zip.getInt(at) == LOCAL, "an entry does not start where it should");
        int nameLength = u16(at + 26);
        int extraLength = u16(at + 28);
        int data = at + LOCAL_BYTES + nameLength + extraLength;
        boolean descriptor = (row.flags & HAS_DESCRIPTOR) != 0;
        int behind = data + row.packed + (descriptor ? DESCRIPTOR_BYTES : 0);
        check(data <= directory && behind >= data && behind <= directory, "an entry reaches into the next one");
        extra(at + LOCAL_BYTES + nameLength, extraLength);
        boolean same = u16(at + 6) == row.flags
                && u16(at + 8) == row.method
                && name(at + LOCAL_BYTES, nameLength).equals(row.name);
        check(same, "an entry and its row in the directory differ");
        if (descriptor) {
            check(sizes(at + 14, 0, 0, 0) || sizes(at + 14, row.crc, row.packed, row.size), "sizes differ");
            int tail = data + row.packed;
            check(zip.getInt(tail) == DESCRIPTOR && sizes(tail + 4, row.crc, row.packed, row.size), "sizes differ");
        } else {
            check(sizes(at + 14, row.crc, row.packed, row.size), "sizes differ");
        }
        check(entries.put(row.name, unpack(row, data)) == null, "a name occurs twice");
        return behind;
    }

    private boolean sizes(int at, int crc, int packed, int size) {
        return zip.getInt(at) == crc && zip.getInt(at + 4) == packed && zip.getInt(at + 8) == size;
    }

    private byte[] unpack(Row row, int data) throws PlanTrouble {
        inflated += row.size;
        check(inflated <= maxBytes, "it is too large when unpacked");
        byte[] content = new byte[row.size];
        if (row.method == STORED) {
            check(row.packed == row.size, "sizes differ");
            zip.get(data, content);
        } else {
            inflate(row, data, content);
        }
        CRC32 crc = new CRC32();
        crc.update(content);
        check((int) crc.getValue() == row.crc, "an entry is damaged");
        return content;
    }

    private void inflate(Row row, int data, byte[] content) throws PlanTrouble {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(zip.array(), data, row.packed);
            int done = 0;
            while (done < content.length) {
                int n = inflater.inflate(content, done, content.length - done);
                check(n > 0, "an entry is shorter than it says");
                done += n;
            }
            check(inflater.inflate(new byte[1]) == 0 && inflater.finished(), "an entry is longer than it says");
            check(inflater.getBytesRead() == row.packed, "an entry holds bytes behind its end");
        } catch (DataFormatException e) {
            throw new PlanTrouble("an entry is damaged");
        } finally {
            inflater.end();
        }
    }

    private void extra(int at, int length) throws PlanTrouble {
        int i = at;
        while (i < at + length) {
            check(i + 4 <= at + length && u16(i) == TIME_STAMP, "an entry has an unknown extra field");
            i += 4 + u16(i + 2);
        }
        check(i == at + length, "an extra field is damaged");
    }

    private String name(int at, int length) throws PlanTrouble {
        check(length > 0 && length <= MAX_NAME, "a name is empty or too long");
        byte[] raw = new byte[length];
        zip.get(at, raw);
        String name = new String(raw, StandardCharsets.UTF_8);
        check(java.util.Arrays.equals(name.getBytes(StandardCharsets.UTF_8), raw), "a name is not UTF-8");
        return name;
    }

    private int u16(int at) {
        return Short.toUnsignedInt(zip.getShort(at));
    }

    private long u32(int at) {
        return Integer.toUnsignedLong(zip.getInt(at));
    }

    private static void check(boolean sound, String why) throws PlanTrouble {
        if (!sound) {
            throw new PlanTrouble(why);
        }
    }
}
