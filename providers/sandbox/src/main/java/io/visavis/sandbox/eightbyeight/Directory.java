package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Webhooks and channels of the tenant (contract 2.1, 2.3). One webhook and one channel stand from the start; the webhook's
 * address is a setting. Thread-safe.
 */
final class Directory {

    static final String STANDING_WEBHOOK = "sandbox-webhook";
    static final String STANDING_CHANNEL = "sandbox-channel";
    static final String VERSION = "Chat Gateway v1.0";

    /** Where events go. */
    record Webhook(String id, String name, String uri, String version) {}

    /** A way in. */
    record Channel(String id, String name, String type, String webHookId, RoutingOptions routingOptions) {}

    /** The default queue of a channel; {@code type} is always {@code queue}. */
    record RoutingOptions(String type, String id) {}

    private final Map<String, Webhook> webhooks = new ConcurrentSkipListMap<>();
    private final Map<String, Channel> channels = new ConcurrentSkipListMap<>();
    private final Setting<EightByEightSettings> settings;

    Directory(Setting<EightByEightSettings> settings) {
        this.settings = settings;
        reset();
    }

    List<Webhook> webhooks() {
        return webhooks.keySet().stream().flatMap(id -> webhook(id).stream()).toList();
    }

    Optional<Webhook> webhook(String id) {
        var found = Optional.ofNullable(webhooks.get(id));
        var standing = settings.get().webhookUri();
        return id.equals(STANDING_WEBHOOK) && standing != null
                ? found.map(hook -> new Webhook(hook.id(), hook.name(), standing, hook.version()))
                : found;
    }

    void put(Webhook webhook) {
        webhooks.put(webhook.id(), webhook);
        if (webhook.id().equals(STANDING_WEBHOOK)) {
            settings.set(settings.get().deliveringTo(webhook.uri()));
        }
    }

    boolean removeWebhook(String id) {
        return webhooks.remove(id) != null;
    }

    List<Channel> channels() {
        return List.copyOf(channels.values());
    }

    Optional<Channel> channel(String id) {
        return Optional.ofNullable(channels.get(id));
    }

    void put(Channel channel) {
        channels.put(channel.id(), channel);
    }

    boolean removeChannel(String id) {
        return channels.remove(id) != null;
    }

    /** The webhook that hears of a channel's conversations, if both are there. */
    Optional<Webhook> webhookOf(String channelId) {
        return channel(channelId).flatMap(channel -> webhook(channel.webHookId()));
    }

    void reset() {
        webhooks.clear();
        channels.clear();
        webhooks.put(STANDING_WEBHOOK, new Webhook(STANDING_WEBHOOK, "Visavis", "", VERSION));
        channels.put(
                STANDING_CHANNEL,
                new Channel(
                        STANDING_CHANNEL,
                        "Website chat",
                        "ChatAPI",
                        STANDING_WEBHOOK,
                        new RoutingOptions(
                                "queue", settings.get().queues().getFirst().id())));
    }

    static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    }
}
