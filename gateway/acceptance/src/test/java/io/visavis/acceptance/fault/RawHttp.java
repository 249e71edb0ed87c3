package io.visavis.acceptance.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.visavis.acceptance.harness.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;

/** Requests that no client library would let out. */
final class RawHttp {
    private RawHttp() {}

    /**
     * The answer to these bytes.
     *
     * @param status 0 when the line was cut without one
     */
    record Answer(int status, String body) {}

    /** Sends a request line and headers; the connection is closed behind the answer. */
    static Answer send(Demo demo, String head) {
        URI gateway = URI.create(demo.url());
        try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((head + "\r\nHost: " + gateway.getAuthority() + "\r\nConnection: close\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return read(new String(socket.getInputStream().readAllBytes(), UTF_8));
        } catch (SocketException _) {
            return new Answer(0, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(String answer) {
        int body = answer.indexOf("\r\n\r\n");
        return answer.startsWith("HTTP/1.")
                ? new Answer(Integer.parseInt(answer.substring(9, 12)), body < 0 ? "" : answer.substring(body + 4))
                : new Answer(0, answer);
    }
}
