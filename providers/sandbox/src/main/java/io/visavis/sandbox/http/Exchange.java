package io.visavis.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/** One request and the means to answer it. Used by one thread. */
public final class Exchange {

    private static final int MAX_BODY = 4 * 1024 * 1024;
    private static final Pattern PLACE = Pattern.compile("^/at/[^/]+(?=/)");

    private final Request request;
    private final Response response;
    private final Map<String, String> pathParameters = new LinkedHashMap<>();
    private final Map<String, String> notes = new LinkedHashMap<>();
    private byte @Nullable [] body;
    private @Nullable Fields query;

    Exchange(Request request, Response response) {
        this.request = request;
        this.response = response;
    }

    public String method() {
        return request.getMethod();
    }

    /** What is asked for, without the query: {@code /x}, also when it was sent as {@code /at/ANYWHERE/x}. */
    public String path() {
        return PLACE.matcher(sentPath()).replaceFirst("");
    }

    /** The path as sent, without the query. */
    public String sentPath() {
        return request.getHttpURI().getPath();
    }

    public String queryString() {
        var raw = request.getHttpURI().getQuery();
        return raw == null ? "" : raw;
    }

    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    public Map<String, String> headers() {
        var all = new LinkedHashMap<String, String>();
        request.getHeaders().forEach(field -> all.putIfAbsent(field.getLowerCaseName(), field.getValue()));
        return all;
    }

    /** Present because the route's template names it. */
    public String pathParameter(String name) {
        var value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no {" + name + "}");
        }
        return value;
    }

    void pathParameters(Map<String, String> values) {
        pathParameters.putAll(values);
    }

    public @Nullable String queryParameter(String name) {
        if (query == null) {
            query = Request.extractQueryParameters(request);
        }
        return query.getValue(name);
    }

    /** Scheme and authority as the caller wrote them, to build links that lead back here. */
    public String origin() {
        return request.getHttpURI().getScheme() + "://" + request.getHttpURI().getAuthority();
    }

    /** The body, read once and kept; up to 4 MiB. */
    public byte[] body() throws IOException {
        if (body == null) {
            try (var in = bodyStream()) {
                var read = in.readNBytes(MAX_BODY + 1);
                if (read.length > MAX_BODY) {
                    throw new BodyTooLargeException(MAX_BODY);
                }
                body = read;
            }
        }
        return body;
    }

    /** The body as it arrives, of any size, unless {@link #body()} has read it already. */
    public InputStream bodyStream() {
        return body != null ? new ByteArrayInputStream(body) : Content.Source.asInputStream(request);
    }

    public JsonNode json() throws IOException, JsonProcessingException {
        return Json.read(body());
    }

    /** A remark for the call log, such as the fault that was injected. */
    public void note(String name, String value) {
        notes.put(name, value);
    }

    public @Nullable String note(String name) {
        return notes.get(name);
    }

    public Connection connection() {
        return new Connection(request.getConnectionMetaData().getConnection().getEndPoint());
    }

    void send(Reply reply) throws IOException {
        response.setStatus(reply.status());
        reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        try (OutputStream out = Content.Sink.asOutputStream(response)) {
            reply.body().writeTo(out);
        }
    }

    boolean committed() {
        return response.isCommitted();
    }
}
