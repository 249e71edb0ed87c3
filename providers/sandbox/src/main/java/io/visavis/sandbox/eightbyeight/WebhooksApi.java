package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import java.io.IOException;
import java.net.URI;

/** Webhooks, their test call and the public keys (contract 2.1, 2.2). */
final class WebhooksApi {

    static final String KEYS = "/chat-gateway/v1/jwk/";
    private static final String BASE = "/chat-gateway/v1/webhooks";

    private final Directory directory;
    private final EventSender sender;
    private final SigningKey key;

    WebhooksApi(Directory directory, EventSender sender, SigningKey key) {
        this.directory = directory;
        this.sender = sender;
        this.key = key;
    }

    void addTo(Routes routes) {
        routes.get(BASE, exchange -> Hal.page(exchange, "webhooks", directory.webhooks()))
                .post(BASE + "/verify", this::verify)
                .post(BASE, exchange -> put(exchange, Directory.newId()))
                .get(BASE + "/{id}", exchange -> Hal.one(200, find(exchange)))
                .put(BASE + "/{id}", exchange -> put(exchange, find(exchange).id()))
                .delete(BASE + "/{id}", exchange -> {
                    directory.removeWebhook(find(exchange).id());
                    return Reply.empty(204);
                })
                .get(KEYS + "{kid}/public", this::key)
                // The retired path, which the vendor's sample code still calls.
                .get("/vcc/{region}/chat/v2/jwk/{kid}/public", this::key);
    }

    /** 8x8 makes the test call when a webhook is added; whether a failed one hinders it is not printed, here it does. */
    private Reply put(Exchange exchange, String id) throws IOException {
        var body = Front.body(exchange);
        var name = text(body, "name", 256);
        var uri = uri(body);
        var version = body.path("version").asText(Directory.VERSION);
        if (!version.equals(Directory.VERSION) && !version.equals("v2.0")) {
            throw EightByEightException.validation("version", version, "invalid_version", "is not a known version");
        }
        if (!sender.verify(uri, version)) {
            throw EightByEightException.validation("uri", uri, "invalid_webhook", "The webhook did not answer 2xx.");
        }
        var webhook = new Directory.Webhook(id, name, uri, version);
        directory.put(webhook);
        return Hal.one(200, webhook);
    }

    private Reply verify(Exchange exchange) throws IOException {
        var body = Front.body(exchange);
        var uri = uri(body);
        if (!sender.verify(uri, text(body, "version", 255))) {
            throw EightByEightException.invalid("invalid_webhook", uri + " did not answer 2xx.");
        }
        return Reply.empty(204);
    }

    private Reply key(Exchange exchange) {
        var id = exchange.pathParameter("kid");
        if (!id.equals(key.id())) {
            throw EightByEightException.notFound("Jwk", id);
        }
        return Reply.json(200, key.jwk());
    }

    private Directory.Webhook find(Exchange exchange) {
        var id = exchange.pathParameter("id");
        return directory.webhook(id).orElseThrow(() -> EightByEightException.notFound("Webhook", id));
    }

    private static String uri(JsonNode body) {
        var text = text(body, "uri", 2048);
        try {
            var uri = URI.create(text);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).startsWith("http")) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            throw EightByEightException.validation("uri", text, "invalid_uri", String.valueOf(e.getMessage()));
        }
        throw EightByEightException.validation("uri", text, "invalid_uri", "must be an absolute URI");
    }

    /** A required text; 400 with a validation when it is absent or too long. */
    static String text(JsonNode body, String field, int longest) {
        var value = body.path(field).asText("");
        if (value.isBlank() || value.length() > longest) {
            throw EightByEightException.validation(
                    field,
                    value,
                    "invalid_" + field.replaceAll("[A-Z]", "_$0").toLowerCase(java.util.Locale.ROOT),
                    "must be text of 1 to " + longest + " characters");
        }
        return value;
    }
}
