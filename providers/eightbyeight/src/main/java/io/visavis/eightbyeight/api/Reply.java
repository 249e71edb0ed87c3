package io.visavis.eightbyeight.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;

/** A whole answer. The body is foreign: it may be HTML, broken or empty whatever the status says. */
public final class Reply {
    private static final JsonMapper JSON = new JsonMapper();

    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    private Reply(int status, HttpHeaders headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static Reply of(HttpResponse<byte[]> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** An answer of which only the status counts. */
    static Reply bare(int status) {
        return new Reply(status, HttpHeaders.of(Map.of(), (name, value) -> true), new byte[0]);
    }

    public int status() {
        return status;
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    /** A body that no operation of 8x8's sends: a page of something in between, or half an answer. */
    public boolean isForeign() {
        return body.length > 0 && object().isEmpty();
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public Optional<JsonNode> object() {
        return json().filter(JsonNode::isObject);
    }

    /** Any JSON value. */
    public Optional<JsonNode> json() {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(node -> !node.isMissingNode());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * A text field of a successful answer.
     *
     * @throws ProviderException of the given kind when the body is no JSON object or lacks the field
     */
    public String require(String field, String purpose, Kind kindIfAbsent) {
        return text(field)
                .orElseThrow(() -> new ProviderException(
                        kindIfAbsent, purpose + ": HTTP " + status + " without a readable '" + field + "'"));
    }

    public Optional<String> text(String field) {
        return object().flatMap(node -> text(node, field));
    }

    /** A string or number as text; anything else, and blank, counts as absent. */
    public static Optional<String> text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return Optional.of(value)
                .filter(scalar -> scalar.isTextual() || scalar.isNumber())
                .map(JsonNode::asText)
                .filter(text -> !text.isBlank());
    }
}
