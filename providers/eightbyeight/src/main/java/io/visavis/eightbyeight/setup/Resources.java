package io.visavis.eightbyeight.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.ProviderException.Kind;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Webhooks and channels of an account (contract 2.1, 2.3). */
final class Resources {
    /** The only version there is; an older webhook sends the flat events. */
    static final String VERSION = "Chat Gateway v1.0";

    private static final String WEBHOOKS = "/chat-gateway/v1/webhooks";
    private static final String CHANNELS = "/chat-gateway/v1/channels";
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;

    private final EightByEightApi api;

    Resources(EightByEightApi api) {
        this.api = api;
    }

    record Webhook(String id, String name, String uri, String version) {}

    record Channel(String id, String name, String type, String webhookId, String queueId) {}

    /** {@code notificationVersion} is demanded by the schema that defines {@code version} only: both are sent. */
    private record WebhookBody(String name, String uri, String version, String notificationVersion) {
        static WebhookBody of(String name, URI uri) {
            return new WebhookBody(name, uri.toString(), VERSION, VERSION);
        }
    }

    private record VerifyBody(String version, String uri) {}

    private record Route(String type, String id) {}

    private record ChannelBody(String name, String type, String webHookId, Route routingOptions) {
        static ChannelBody of(String name, String webhook, String queueId) {
            return new ChannelBody(name, "ChatAPI", webhook, new Route("queue", queueId));
        }
    }

    Optional<Webhook> webhookTo(URI uri) {
        return list(WEBHOOKS, "webhooks", "list webhooks").stream()
                .map(json ->
                        new Webhook(text(json, "id"), text(json, "name"), text(json, "uri"), text(json, "version")))
                .filter(webhook -> webhook.uri().equals(uri.toString()))
                .findFirst();
    }

    String makeWebhook(String name, URI uri) {
        String purpose = "make webhook";
        return api.callOrThrow(ApiRequest.post(WEBHOOKS, WebhookBody.of(name, uri), purpose))
                .require("id", purpose, Kind.UNCERTAIN);
    }

    void mendWebhook(Webhook webhook, URI uri) {
        String path = WEBHOOKS + "/" + PathSegment.of(webhook.id());
        api.callOrThrow(ApiRequest.put(path, WebhookBody.of(webhook.name(), uri), "mend webhook"));
    }

    /** Makes 8x8 call the address; false when it got no good answer from us. */
    boolean verify(URI uri) {
        Reply reply = api.call(
                ApiRequest.hint(WEBHOOKS + "/verify", new VerifyBody(VERSION, uri.toString()), "verify webhook"));
        if (reply.status() == 401 || reply.status() == 403) {
            throw api.refusal(reply, "verify webhook");
        }
        return reply.isSuccess();
    }

    /** Those made for software; the others belong to messaging apps. */
    List<Channel> channels() {
        return list(CHANNELS, "channels", "list channels").stream()
                .map(Resources::channel)
                .filter(channel -> channel.type().isEmpty() || channel.type().equals("ChatAPI"))
                .toList();
    }

    String makeChannel(String name, String webhookId, String queueId) {
        String purpose = "make channel";
        return api.callOrThrow(ApiRequest.post(CHANNELS, ChannelBody.of(name, webhookId, queueId), purpose))
                .require("id", purpose, Kind.UNCERTAIN);
    }

    void mendChannel(Channel channel, String webhookId, String queueId) {
        String path = CHANNELS + "/" + PathSegment.of(channel.id());
        api.callOrThrow(ApiRequest.put(path, ChannelBody.of(channel.name(), webhookId, queueId), "mend channel"));
    }

    private static Channel channel(JsonNode json) {
        return new Channel(
                text(json, "id"),
                text(json, "name"),
                text(json, "type"),
                text(json, "webHookId"),
                text(json.path("routingOptions"), "id"));
    }

    private List<JsonNode> list(String path, String plural, String purpose) {
        List<JsonNode> all = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            Reply reply = api.callOrThrow(ApiRequest.get(path + "?size=" + PAGE + "&page=" + page, purpose));
            JsonNode answer = reply.object().orElse(null);
            if (answer == null) {
                break;
            }
            answer.path("_embedded").path(plural).forEach(all::add);
            if (page + 1 >= answer.path("page").path("totalPages").asInt(1)) {
                break;
            }
        }
        return all;
    }

    private static String text(JsonNode json, String name) {
        return Reply.text(json, name).orElse("");
    }
}
