package dev.holdpoint.e2e.git;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a push as it comes over the wire (gitprotocol-pack, "Reference Update Request"): commands as pkt-lines up
 * to a flush. Push certificates are not understood and refused.
 */
record PushRequest(List<PushCommand> commands, String capabilities) {
    private static final Pattern COMMAND = Pattern.compile("([0-9a-f]{40}) ([0-9a-f]{40}) (refs/[!-~]{1,512})");
    private static final int MAX_COMMANDS = 500;
    private static final int HEAD = 4;
    private static final int SIDE_BAND = 60_000;

    /** Reads the head; empty when it is not one that we understand. */
    static Optional<PushRequest> read(byte[] body) {
        List<PushCommand> commands = new ArrayList<>();
        String capabilities = "";
        int at = 0;
        while (at + HEAD <= body.length && commands.size() <= MAX_COMMANDS) {
            String digits = new String(body, at, HEAD, StandardCharsets.ISO_8859_1);
            if (!digits.matches("[0-9a-f]{4}")) {
                return Optional.empty();
            }
            int length = Integer.parseInt(digits, 16);
            if (length == 0) {
                return Optional.of(new PushRequest(List.copyOf(commands), capabilities));
            }
            if (length <= HEAD || at + length > body.length) {
                return Optional.empty();
            }
            String line = new String(body, at + HEAD, length - HEAD, StandardCharsets.ISO_8859_1);
            String[] parts = line.split("\0", 2);
            Matcher command = COMMAND.matcher(parts[0].strip());
            if (!command.matches()) {
                return Optional.empty();
            }
            commands.add(new PushCommand(command.group(1), command.group(2), command.group(3)));
            capabilities = commands.size() == 1 && parts.length > 1 ? parts[1] : capabilities;
            at += length;
        }
        return Optional.empty();
    }

    /** The objections of a role, by ref. */
    Map<String, String> objections(Role role, String baseBranch) {
        Map<String, String> objections = new LinkedHashMap<>();
        commands.forEach(
                command -> role.objection(command, baseBranch).ifPresent(why -> objections.put(command.ref(), why)));
        return objections;
    }

    /** The answer that git and JGit print as "remote rejected": nothing was moved. */
    byte[] refusal(Map<String, String> objections) {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        line(report, "unpack ok\n".getBytes(StandardCharsets.US_ASCII));
        for (PushCommand command : commands) {
            String why = objections.getOrDefault(command.ref(), "another ref of this push is not allowed");
            line(report, ("ng " + command.ref() + " " + why + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        report.writeBytes("0000".getBytes(StandardCharsets.US_ASCII));
        if (!capabilities.contains("side-band-64k")) {
            return report.toByteArray();
        }
        ByteArrayOutputStream banded = new ByteArrayOutputStream();
        byte[] all = report.toByteArray();
        for (int from = 0; from < all.length; from += SIDE_BAND) {
            ByteArrayOutputStream part = new ByteArrayOutputStream();
            part.write(1);
            part.write(all, from, Math.min(SIDE_BAND, all.length - from));
            line(banded, part.toByteArray());
        }
        banded.writeBytes("0000".getBytes(StandardCharsets.US_ASCII));
        return banded.toByteArray();
    }

    private static void line(ByteArrayOutputStream out, byte[] content) {
        out.writeBytes("%04x".formatted(content.length + HEAD).getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(content);
    }
}
