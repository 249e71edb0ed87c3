package io.visavis.sandbox.talkdesk;

import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.Vendor;
import io.visavis.sandbox.demo.DemoSetup;
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

/** The fake Talkdesk put together. Closing it stops what it still wanted to send and removes its files. */
public final class Talkdesk implements AutoCloseable {

    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(executor)
            .build();
    private final Setting<TalkdeskSettings> settings = new Setting<>(TalkdeskSettings.class, TalkdeskSettings.DEFAULT);
    private final AttachmentStore attachments;
    private final IssuedTokens issued;
    private final TalkdeskVendor vendor;
    private final Handler api;

    public Talkdesk(
            Conversations conversations,
            Faults faults,
            Calls calls,
            Deliveries deliveries,
            Setting<DeskSettings> desk,
            Setting<GatewaySettings> gateway,
            Clock clock)
            throws IOException {
        attachments = new AttachmentStore(clock);
        issued = new IssuedTokens(clock);
        var gatewayTokens = new GatewayTokens(http, clock);
        var post = new EventPost(http, gatewayTokens, deliveries, clock);
        var sender = new EventSender(settings, gateway, faults, deliveries, post, new EventQueue(executor), clock);
        var routes = new Routes();
        var assertions = new ClientAssertions(clock);
        routes.post("/oauth/token", new TokenEndpoint(settings, issued, assertions)::token);
        var links = new SignedLinks(clock);
        var keys = new IdempotencyKeys();
        vendor = new TalkdeskVendor(
                conversations,
                attachments,
                sender,
                new RoomAction(http, gatewayTokens, clock),
                settings,
                desk,
                () -> {
                    keys.clear();
                    issued.clear();
                    gatewayTokens.clear();
                },
                clock);
        var reactions = new VisitorReactions(vendor, sender, deliveries, settings, desk);
        new ConversationsApi(issued, keys, conversations, attachments, settings, reactions, clock).addTo(routes);
        new AttachmentsApi(issued, attachments, links, settings, clock).addTo(routes);
        new StorageApi(attachments, links).addTo(routes);
        api = new RecordedHandler(
                TalkdeskVendor.NAME,
                calls,
                clock,
                new FaultyHandler(TalkdeskVendor.NAME, faults, TalkdeskException::reply, new TalkdeskApi(routes)));
    }

    /** Answers everything below {@code /oauth}, {@code /digital-connect}, {@code /attachments} and {@code /storage}. */
    public Handler api() {
        return api;
    }

    public Vendor vendor() {
        return vendor;
    }

    public Setting<TalkdeskSettings> settings() {
        return settings;
    }

    /** The account that a connection of the gateway is made for: the first client and the first touchpoint. */
    public DemoSetup.TalkdeskAccount account() {
        var client = settings.get().clients().getFirst();
        return new DemoSetup.TalkdeskAccount(
                client.clientId(),
                client.clientSecret(),
                settings.get().touchpoints().getFirst().id());
    }

    /** Every token issued so far is refused from now on. */
    void withdrawTokens() {
        issued.clear();
    }

    /** Is this path one of Talkdesk's? */
    public static boolean owns(String path) {
        return path.startsWith("/oauth/")
                || path.startsWith("/digital-connect/")
                || path.startsWith("/attachments/")
                || path.startsWith("/storage/");
    }

    @Override
    public void close() throws IOException {
        executor.shutdownNow();
        http.shutdownNow();
        attachments.delete();
    }
}
