package dev.holdpoint.app.runner;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The wrapper's voice: one POST a connection to the companion on loopback. Written on a socket, because the JDK's HTTP
 * client takes longer to load than the engine takes to plan.
 */
final class LoopbackClient {
    private static final int CONNECT_MILLIS = 2_000;
    private static final long PAUSE_MILLIS = 100;
    private static final int MAX_ANSWER = 1 << 16;

    private final int port;
    private final String token;
    private final Duration answerWithin;
    private final Duration companionBackWithin;

    /**
     * @param answerWithin longest wait for one answer
     * @param companionBackWithin how long a companion may be away (it is started again by the kubelet)
     */
    LoopbackClient(int port, String token, Duration answerWithin, Duration companionBackWithin) {
        this.port = port;
        this.token = token;
        this.answerWithin = answerWithin;
        this.companionBackWithin = companionBackWithin;
    }

    /**
     * Says something until it is heard.
     *
     * @throws IOException if the companion stays away
     */
    Duty.Reply say(String path, String words) throws IOException {
        long end = System.nanoTime() + companionBackWithin.toNanos();
        while (true) {
            try {
                return once(path, words);
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private Duty.Reply once(String path, String words) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByAddress(LoopbackServer.LOOPBACK), port), CONNECT_MILLIS);
            socket.setSoTimeout((int) answerWithin.toMillis());
            byte[] body = words.getBytes(StandardCharsets.UTF_8);
            String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                    + LoopbackServer.TOKEN + ": " + token + "\r\nContent-Length: " + body.length + "\r\n\r\n";
            socket.getOutputStream().write((head + words).getBytes(StandardCharsets.UTF_8));
            return reply(socket.getInputStream());
        }
    }

    private static Duty.Reply reply(InputStream in) throws IOException {
        String answer = new String(in.readNBytes(MAX_ANSWER), StandardCharsets.UTF_8);
        int body = answer.indexOf("\r\n\r\n");
        if (!answer.startsWith("HTTP/1.1 ") || body < 0) {
            throw new IOException("the companion did not answer");
        }
        return new Duty.Reply(Integer.parseInt(answer.substring(9, 12)), answer.substring(body + 4));
    }
}
