package io.visavis.eightbyeight.setup;

import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.availability.QueueSource;
import io.visavis.eightbyeight.setup.Resources.Channel;
import io.visavis.eightbyeight.setup.Resources.Webhook;
import io.visavis.spi.ProviderException;
import io.visavis.spi.ProviderException.Kind;
import io.visavis.spi.Setup;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Webhook and channel of one connection. An existing webhook to our address is used again; a channel is only led here when it
 * is the connection's own or was chosen by name, because its chats leave whoever has them now.
 */
public final class AccountSetup implements Setup {
    static final String CHANNEL = "cg-channel-id";
    static final String QUEUE = "cg-queue-id";
    /** Instead of a channel's id: make one. */
    static final String NEW = "new";

    private final Resources resources;
    private final QueueSource queues;
    private final URI address;
    private final @Nullable String channelId;
    private final String name;

    /**
     * One connection's.
     *
     * @param address where deliveries come in
     * @param channelId the connection's channel, if it has one
     * @param connectionId names what is made at 8x8
     */
    public AccountSetup(
            EightByEightApi api, QueueSource queues, URI address, @Nullable String channelId, String connectionId) {
        this.resources = new Resources(api);
        this.queues = queues;
        this.address = address;
        this.channelId = channelId;
        this.name = "Visavis " + connectionId;
    }

    @Override
    public Report inspect() {
        List<Channel> channels = resources.channels();
        Optional<Webhook> webhook = resources.webhookTo(address);
        List<Step> steps = new ArrayList<>();
        steps.add(webhook.map(AccountSetup::webhookStep)
                .orElseGet(() -> new Step("webhook", State.MISSING, "No webhook leads to " + address + ".")));
        steps.add(channelStep(channels, webhook.map(Webhook::id).orElse("")));
        return new Report(steps, List.of(channelChoice(channels), queueChoice(channels)), Map.of());
    }

    @Override
    public Report apply(Map<String, String> choices) {
        checkChannel(choices.getOrDefault(CHANNEL, NEW));
        checkQueue(choices.getOrDefault(QUEUE, ""));
        List<Step> steps = new ArrayList<>();
        if (!resources.verify(address)) {
            steps.add(new Step(
                    "address",
                    State.FAILED,
                    "8x8 got no good answer from " + address
                            + ": the gateway must be reachable from the internet by https before a webhook is made."));
            return new Report(steps, List.of(), Map.of());
        }
        steps.add(new Step("address", State.OK, "8x8 reaches " + address + "."));
        String webhookId = webhook(steps);
        Map<String, String> settings = new LinkedHashMap<>();
        channel(choices, webhookId, steps).ifPresent(id -> settings.put(CHANNEL, id));
        List<Channel> channels = resources.channels();
        return new Report(steps, List.of(channelChoice(channels), queueChoice(channels)), settings);
    }

    /** Before anything is made: a mistyped id must not leave a webhook behind. */
    private void checkChannel(String chosen) {
        if (!chosen.equals(NEW) && find(resources.channels(), chosen).isEmpty()) {
            throw new ProviderException(Kind.REJECTED, "8x8 has no Chat API channel '" + chosen + "'");
        }
    }

    /** Only where the key may list queues (contract 6); else making the channel tells. */
    private void checkQueue(String chosen) {
        if (chosen.isBlank()) {
            return;
        }
        Set<String> known;
        try {
            known = queues.names().keySet();
        } catch (ProviderException e) {
            return;
        }
        if (!known.isEmpty()
                && !known.contains(chosen)
                && resources.channels().stream()
                        .noneMatch(channel -> channel.queueId().equals(chosen))) {
            throw new ProviderException(Kind.REJECTED, "8x8 has no chat queue '" + chosen + "'");
        }
    }

    private static Step webhookStep(Webhook webhook) {
        return webhook.version().equals(Resources.VERSION)
                ? new Step("webhook", State.OK, "Webhook '" + webhook.name() + "' leads here.")
                : new Step(
                        "webhook",
                        State.MISSING,
                        "Webhook '" + webhook.name() + "' leads here but is not of version '" + Resources.VERSION
                                + "'.");
    }

    private Step channelStep(List<Channel> channels, String webhookId) {
        if (channelId == null) {
            return new Step("channel", State.MISSING, "The connection has no channel: choose one, or '" + NEW + "'.");
        }
        return find(channels, channelId)
                .map(channel -> channel.webhookId().equals(webhookId)
                        ? new Step("channel", State.OK, "Channel '" + channel.name() + "' uses the webhook.")
                        : new Step("channel", State.MISSING, "Channel '" + channel.name() + "' uses another webhook."))
                .orElseGet(() -> new Step(
                        "channel", State.FAILED, "8x8 has no Chat API channel '" + channelId + "': choose another."));
    }

    private String webhook(List<Step> steps) {
        Optional<Webhook> there = resources.webhookTo(address);
        if (there.isEmpty()) {
            String id = resources.makeWebhook(name, address);
            steps.add(new Step("webhook", State.CHANGED, "Made the webhook '" + name + "'."));
            return id;
        }
        Webhook webhook = there.get();
        Step step = webhookStep(webhook);
        if (step.state() == State.MISSING) {
            resources.mendWebhook(webhook, address);
            step = new Step("webhook", State.CHANGED, "Set the webhook '" + webhook.name() + "' to the right version.");
        }
        steps.add(step);
        return webhook.id();
    }

    /** The id of the channel that is now in use. */
    private Optional<String> channel(Map<String, String> choices, String webhookId, List<Step> steps) {
        String chosen = choices.getOrDefault(CHANNEL, channelId == null ? NEW : channelId);
        String queue = choices.getOrDefault(QUEUE, "");
        if (chosen.equals(NEW)) {
            return make(webhookId, queue, steps);
        }
        Optional<Channel> there = find(resources.channels(), chosen);
        if (there.isEmpty()) {
            steps.add(new Step("channel", State.FAILED, "8x8 has no Chat API channel '" + chosen + "'."));
            return Optional.empty();
        }
        Channel channel = there.get();
        String route = queue.isBlank() ? channel.queueId() : queue;
        boolean right =
                channel.webhookId().equals(webhookId) && channel.queueId().equals(route);
        if (!right) {
            resources.mendChannel(channel, webhookId, route);
        }
        steps.add(new Step(
                "channel",
                right ? State.OK : State.CHANGED,
                "Channel '" + channel.name() + "' brings its chats here and sends them to queue " + route + "."));
        return Optional.of(channel.id());
    }

    private Optional<String> make(String webhookId, String queue, List<Step> steps) {
        if (queue.isBlank()) {
            steps.add(new Step("channel", State.FAILED, "Choose the queue that a new channel sends its chats to."));
            return Optional.empty();
        }
        String id = resources.makeChannel(name, webhookId, queue);
        steps.add(new Step("channel", State.CHANGED, "Made the channel '" + name + "' for queue " + queue + "."));
        return Optional.of(id);
    }

    private static Choice channelChoice(List<Channel> channels) {
        List<Option> options = new ArrayList<>();
        channels.forEach(channel -> options.add(new Option(channel.id(), channel.name())));
        options.add(new Option(NEW, "Make a new channel"));
        return new Choice(CHANNEL, "The channel whose chats come here.", options);
    }

    /** By statistics, which not every key may ask; else the queues that channels use. */
    private Choice queueChoice(List<Channel> channels) {
        Map<String, String> names = new LinkedHashMap<>();
        channels.forEach(channel -> names.put(channel.queueId(), channel.queueId()));
        try {
            names.putAll(queues.names());
        } catch (ProviderException e) {
            // The key lacks the product; what the channels use is better than nothing.
        }
        names.remove("");
        return new Choice(
                QUEUE,
                "The queue that the channel sends its chats to.",
                names.entrySet().stream()
                        .map(queue -> new Option(queue.getKey(), queue.getValue()))
                        .toList());
    }

    private static Optional<Channel> find(List<Channel> channels, String id) {
        return channels.stream().filter(channel -> channel.id().equals(id)).findFirst();
    }
}
