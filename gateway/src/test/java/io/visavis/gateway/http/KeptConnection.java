package io.visavis.gateway.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One connection that a caller keeps, as browsers do. Like most of them it sends a whole body before it reads the answer; a
 * step of the server's that takes longer than 20 s fails the test.
 */
public final class KeptConnection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final byte[] BLOCK = block();

    private final Socket socket;
    private final InputStream in;

    public KeptConnection(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** What came back; the headers' names in small letters. */
    public record Answer(int status, Map<String, String> headers, String text) {}

    /** A request without a body. */
    public Answer get(String path) throws IOException {
        write("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return answer();
    }

    /**
     * Posts a beginning, and behind it as many further bytes of no meaning as make up the length.
     *
     * @param headers lines, each with its end
     */
    public Answer post(String path, String headers, byte[] beginning, long length) throws Exception {
        return post(path, headers + "Content-Length: " + length + "\r\n", out -> send(out, beginning, length));
    }

    /** The same without saying the length: chunked, in one chunk. */
    public Answer postChunked(String path, String headers, byte[] beginning, long length) throws Exception {
        return post(path, headers + "Transfer-Encoding: chunked\r\n", out -> {
            out.write((Long.toHexString(length) + "\r\n").getBytes(US_ASCII));
            send(out, beginning, length);
            out.write("\r\n0\r\n\r\n".getBytes(US_ASCII));
        });
    }

    @FunctionalInterface
    private interface Body {
        void into(OutputStream out) throws IOException;
    }

    private Answer post(String path, String headers, Body body) throws Exception {
        write("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        Thread sender = Thread.ofVirtual().start(() -> {
            try {
                body.into(socket.getOutputStream());
            } catch (IOException _) {
                // Then the answer that cannot be read tells.
            }
        });
        if (!sender.join(Duration.ofMillis(PATIENCE_MILLIS))) {
            throw new IOException("the server stopped reading");
        }
        return answer();
    }

    private static void send(OutputStream out, byte[] beginning, long length) throws IOException {
        out.write(beginning);
        for (long left = length - beginning.length; left > 0; left -= BLOCK.length) {
            out.write(BLOCK, 0, (int) Math.min(left, BLOCK.length));
        }
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private Answer answer() throws IOException {
        String first = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        byte[] body = in.readNBytes(length);
        return new Answer(Integer.parseInt(first.substring(9, 12)), headers, new String(body, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server hung up" + (line.isEmpty() ? "" : " behind " + line));
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static byte[] block() {
        byte[] block = new byte[64 * 1024];
        Arrays.fill(block, (byte) 'x');
        return block;
    }
}
