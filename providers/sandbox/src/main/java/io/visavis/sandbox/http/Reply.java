package io.visavis.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param status HTTP status, or 0 when the exchange was dealt with below HTTP (see {@link #none()})
 * @param headers response headers, single-valued
 * @param body writes the body; called once
 */
public record Reply(int status, Map<String, String> headers, Body body) {

    /** Writes a response body to the wire. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    public Reply {
        headers = Map.copyOf(headers);
    }

    /** Nothing more is to be sent: the connection was closed or answered byte by byte. */
    public static Reply none() {
        return new Reply(0, Map.of(), out -> {});
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), out -> {});
    }

    public static Reply bytes(int status, String contentType, byte[] bytes) {
        return new Reply(
                status,
                Map.of("Content-Type", contentType, "Content-Length", Integer.toString(bytes.length)),
                out -> out.write(bytes));
    }

    public static Reply text(int status, String contentType, String text) {
        return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Any record, map or tree that Jackson writes. */
    public static Reply json(int status, Object value) {
        return bytes(status, "application/json", Json.bytes(value));
    }

    /** A file of known length; {@code content} is opened when the body is written and closed after it. */
    public static Reply file(String contentType, long length, StreamSource content) {
        return new Reply(200, Map.of("Content-Type", contentType, "Content-Length", Long.toString(length)), out -> {
            try (InputStream in = content.open()) {
                in.transferTo(out);
            }
        });
    }

    /** Opens a stream when it is needed. */
    @FunctionalInterface
    public interface StreamSource {
        InputStream open() throws IOException;
    }

    public Reply withHeader(String name, String value) {
        var changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new Reply(status, changed, body);
    }

    public Reply withBody(Body changed) {
        return new Reply(status, headers, changed);
    }
}
