package io.visavis.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 on a plain connection, as much as a vendor's stand-in needs. */
final class HttpWire {
    private static final int PIECE = 16 * 1024;

    private HttpWire() {}

    /** The next request; empty when the caller has hung up. {@code arrived} hears of the body's bytes as they come. */
    static Optional<Request> read(InputStream in, LongConsumer arrived) throws IOException {
        String first = line(in);
        if (first == null) {
            return Optional.empty();
        }
        String[] words = first.split(" ", 3);
        if (words.length != 3) {
            throw new IOException("not HTTP: " + first);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return Optional.of(new Request(words[0], words[1], headers, body(in, headers, arrived)));
    }

    private static byte[] body(InputStream in, Map<String, String> headers, LongConsumer arrived) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
            int length = chunkLength(in);
            while (length > 0) {
                copy(in, length, body, arrived);
                line(in);
                length = chunkLength(in);
            }
            line(in);
        } else {
            copy(in, Long.parseLong(headers.getOrDefault("Content-Length", "0")), body, arrived);
        }
        return body.toByteArray();
    }

    private static int chunkLength(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            throw new EOFException("the body was cut off");
        }
        return Integer.parseInt(line.split(";", 2)[0].strip(), 16);
    }

    private static void copy(InputStream in, long length, ByteArrayOutputStream body, LongConsumer arrived)
            throws IOException {
        byte[] piece = new byte[PIECE];
        long left = length;
        while (left > 0) {
            int read = in.read(piece, 0, (int) Math.min(left, piece.length));
            if (read < 0) {
                throw new EOFException("the body was cut off");
            }
            body.write(piece, 0, read);
            arrived.accept(read);
            left -= read;
        }
    }

    private static @Nullable String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Writes head and half of the body, runs {@code between}, writes the rest. */
    static void write(OutputStream out, Answer answer, boolean withBody, Pause between)
            throws IOException, InterruptedException {
        StringBuilder head =
                new StringBuilder("HTTP/1.1 ").append(answer.status()).append(" Scripted\r\n");
        answer.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (answer.status() != 204 && answer.status() != 304) {
            head.append("Content-Length: ").append(answer.body().length).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        if (withBody) {
            int half = answer.body().length / 2;
            out.write(answer.body(), 0, half);
            out.flush();
            between.pause();
            out.write(answer.body(), half, answer.body().length - half);
        }
        out.flush();
    }

    /** Something to wait for. */
    @FunctionalInterface
    interface Pause {
        void pause() throws InterruptedException;
    }
}
