package io.visavis.sandbox.eightbyeight;

import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.Vendor;
import io.visavis.sandbox.demo.DemoSetup;
import io.visavis.sandbox.eightbyeight.EventSettings.Generation;
import io.visavis.sandbox.fault.Faults;
import io.visavis.sandbox.fault.FaultyHandler;
import io.visavis.sandbox.file.AttachmentStore;
import io.visavis.sandbox.file.SignedLinks;
import io.visavis.sandbox.http.Handler;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.room.GatewayTokens;
import io.visavis.sandbox.room.RoomAction;
import io.visavis.sandbox.settings.DeskSettings;
import io.visavis.sandbox.settings.GatewaySettings;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.traffic.Calls;
import io.visavis.sandbox.traffic.Deliveries;
import io.visavis.sandbox.traffic.EventQueue;
import io.visavis.sandbox.traffic.RecordedHandler;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/** The fake 8x8 put together. Closing it stops what it still wanted to send and removes its files. */
public final class EightByEight implements AutoCloseable {

    private static final Pattern PATHS = Pattern.compile("/(chat-gateway|api/v1/tenants?|cc/v1|oauth/v2|api/rtstats"
            + "|api/provisioning|vcc|files/8x8|((eu|au|ca)/)?analytics/cc)/.*");

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(executor)
            .build();
    private final Setting<EightByEightSettings> settings =
            new Setting<>(EightByEightSettings.class, EightByEightSettings.DEFAULT);
    private final AttachmentStore files;
    private final EightByEightVendor vendor;
    private final Handler api;

    public EightByEight(
            Conversations conversations,
            Faults faults,
            Calls calls,
            Deliveries deliveries,
            Setting<DeskSettings> desk,
            Setting<GatewaySettings> gateway,
            Clock clock)
            throws IOException {
        files = new AttachmentStore(clock);
        var key = new SigningKey();
        var chats = new Chats();
        var directory = new Directory(settings);
        var links = new SignedLinks(clock);
        var tokens = new GatewayTokens(http, clock);
        var bearers = new TokensApi(settings, clock);
        var events = new Events(chat -> generation(chat, directory), clock);
        var post = new EventPost(http, key, settings, deliveries, clock);
        var sender = new EventSender(chats, directory, faults, deliveries, post, new EventQueue(executor), clock);
        var lifecycle = new Lifecycle(conversations, chats, events, links, settings, clock);
        vendor = new EightByEightVendor(
                conversations,
                chats,
                lifecycle,
                events,
                sender,
                files,
                new RoomAction(http, tokens, clock),
                settings,
                desk,
                gateway,
                () -> {
                    chats.clear();
                    directory.reset();
                    tokens.clear();
                    bearers.clear();
                },
                clock);
        var routes = new Routes();
        new WebhooksApi(directory, sender, key).addTo(routes);
        new ChannelsApi(directory, settings).addTo(routes);
        var autoAccept = new AutoAccept(vendor, sender, desk);
        new ConversationsApi(
                        conversations, chats, directory, lifecycle, events, sender, autoAccept, files, settings, clock)
                .addTo(routes);
        new MessagesApi(conversations, chats, lifecycle, sender, autoAccept, deliveries, files, settings, clock)
                .addTo(routes);
        new IndicatorsApi(conversations, chats, clock).addTo(routes);
        new FilesApi(conversations, chats, files, links, clock).addTo(routes);
        var figures = new Figures(conversations, desk, clock);
        new QueueStatisticsApi(figures, settings).addTo(routes);
        new SchedulesApi(settings).addTo(routes);
        bearers.addTo(routes);
        new AnalyticsApi(bearers, figures, settings).addTo(routes);
        api = new RecordedHandler(
                EightByEightVendor.NAME,
                calls,
                clock,
                new FaultyHandler(
                        EightByEightVendor.NAME,
                        faults,
                        status -> EightByEightException.reply(
                                status, settings.get().errorShape()),
                        new Front(routes, settings)));
    }

    /** The setting, else what the webhook's version means (contract 4, step 5). */
    private Generation generation(Chat chat, Directory directory) {
        var set = settings.get().events().generation();
        if (set != null) {
            return set;
        }
        boolean older = directory
                .webhookOf(chat.channelId())
                .filter(webhook -> webhook.version().equals("v2.0"))
                .isPresent();
        return older ? Generation.LEGACY : Generation.CURRENT;
    }

    /** Answers every path that {@link #owns} names. */
    public Handler api() {
        return api;
    }

    public Vendor vendor() {
        return vendor;
    }

    public Setting<EightByEightSettings> settings() {
        return settings;
    }

    /** The account that a connection of the gateway is made for: the first key, the standing channel, the first queue. */
    public DemoSetup.EightByEightAccount account() {
        var current = settings.get();
        return new DemoSetup.EightByEightAccount(
                current.apiKeys().getFirst(),
                current.tenantId(),
                Directory.STANDING_CHANNEL,
                current.queues().getFirst().id(),
                current.schedules().getFirst().id(),
                current.actionToken());
    }

    /** The standing webhook delivers there from now on, also after a reset of the settings. */
    public void deliverTo(String webhookUrl) {
        settings.start(settings.get().deliveringTo(webhookUrl));
    }

    /** Is this path one of 8x8's? */
    public static boolean owns(String path) {
        return PATHS.matcher(path).matches();
    }

    @Override
    public void close() throws IOException {
        executor.shutdownNow();
        http.shutdownNow();
        files.delete();
    }
}
