package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import java.io.IOException;

/** Channels (contract 2.3). */
final class ChannelsApi {

    private static final String BASE = "/chat-gateway/v1/channels";

    private final Directory directory;
    private final Setting<EightByEightSettings> settings;

    ChannelsApi(Directory directory, Setting<EightByEightSettings> settings) {
        this.directory = directory;
        this.settings = settings;
    }

    void addTo(Routes routes) {
        routes.get(BASE, exchange -> Hal.page(exchange, "channels", directory.channels()))
                .post(BASE, exchange -> put(exchange, Directory.newId()))
                .get(BASE + "/{id}", exchange -> Hal.one(200, find(exchange)))
                .put(BASE + "/{id}", exchange -> put(exchange, find(exchange).id()))
                .delete(BASE + "/{id}", exchange -> {
                    directory.removeChannel(find(exchange).id());
                    return Reply.empty(204);
                });
    }

    private Reply put(Exchange exchange, String id) throws IOException {
        var body = Front.body(exchange);
        var name = WebhooksApi.text(body, "name", 255);
        var webhook = body.path("webHookId").asText();
        if (directory.webhook(webhook).isEmpty()) {
            throw EightByEightException.validation(
                    "webHookId", webhook, "invalid_webhook", "Webhook " + webhook + " is unknown.");
        }
        var type = body.path("type").asText("ChatAPI");
        if (!type.equals("ChatAPI")) {
            throw EightByEightException.validation("type", type, "invalid_type", "only ChatAPI can be created");
        }
        var routing = body.path("routingOptions");
        var queue = routing.path("id").asText();
        if (!routing.path("type").asText().equals("queue")
                || settings.get().queue(queue).isEmpty()) {
            throw EightByEightException.invalid("invalid_queue", "Queue ID " + queue + " is invalid.");
        }
        var channel = new Directory.Channel(id, name, type, webhook, new Directory.RoutingOptions("queue", queue));
        directory.put(channel);
        return Hal.one(200, channel);
    }

    private Directory.Channel find(Exchange exchange) {
        var id = exchange.pathParameter("id");
        return directory.channel(id).orElseThrow(() -> EightByEightException.notFound("Channel", id));
    }
}
