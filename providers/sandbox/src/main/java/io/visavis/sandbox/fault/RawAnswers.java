package io.visavis.sandbox.fault;

import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Usual answers in an unusual way on the wire: byte by byte, or by a server that handles its connections badly. */
final class RawAnswers {
    private static final String LAST = "Connection: close\r\n";

    private RawAnswers() {}

    /** Status line and headers trickle for so many seconds. */
    static Reply slowHeaders(Exchange exchange, Reply reply, double seconds) throws IOException {
        var body = bytes(reply);
        var head = head(reply, LAST);
        var connection = exchange.connection();
        for (byte one : head) {
            connection.write(new byte[] {one});
            pause(seconds, head.length);
        }
        connection.write(body);
        connection.close();
        return Reply.none();
    }

    /** The body trickles for so many seconds. */
    static Reply slowBody(Reply reply, double seconds) throws IOException {
        var bytes = bytes(reply);
        return reply.withBody(out -> {
            for (byte one : bytes) {
                out.write(one);
                out.flush();
                pause(seconds, bytes.length);
            }
        });
    }

    /** The whole answer, which promises to keep the connection, and then its end. */
    static Reply closingSilently(Exchange exchange, Reply reply) throws IOException {
        exchange.connection().write(whole(reply));
        exchange.connection().close();
        return Reply.none();
    }

    /** The whole answer twice in one piece, as a broken proxy repeats what it has buffered. */
    static Reply twice(Exchange exchange, Reply reply) throws IOException {
        var once = whole(reply);
        var twice = new ByteArrayOutputStream();
        twice.writeBytes(once);
        twice.writeBytes(once);
        exchange.connection().write(twice.toByteArray());
        exchange.connection().close();
        return Reply.none();
    }

    /** An interim answer that nobody asked for, then the usual one. */
    static Reply continuing(Exchange exchange, Reply reply) throws IOException {
        exchange.connection().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        return reply;
    }

    static byte[] bytes(Reply reply) throws IOException {
        var bytes = new ByteArrayOutputStream();
        reply.body().writeTo(bytes);
        return bytes.toByteArray();
    }

    private static byte[] whole(Reply reply) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head(reply, ""));
        bytes.writeBytes(bytes(reply));
        return bytes.toByteArray();
    }

    private static byte[] head(Reply reply, String more) {
        var head = new StringBuilder("HTTP/1.1 " + reply.status() + " Raw\r\n" + more);
        reply.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void pause(double seconds, int steps) throws IOException {
        try {
            Thread.sleep((long) (seconds * 1000 / Math.max(1, steps)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while answering slowly", e);
        }
    }
}
