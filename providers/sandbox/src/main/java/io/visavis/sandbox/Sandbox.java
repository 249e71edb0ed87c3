package io.visavis.sandbox;

import io.visavis.sandbox.control.Changes;
import io.visavis.sandbox.control.ControlApi;
import io.visavis.sandbox.control.ConversationControl;
import io.visavis.sandbox.control.SettingsControl;
import io.visavis.sandbox.control.TrafficControl;
import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.Vendor;
import io.visavis.sandbox.conversation.WorkQueue;
import io.visavis.sandbox.desk.DeskPage;
import io.visavis.sandbox.eightbyeight.EightByEight;
import io.visavis.sandbox.fault.Faults;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.http.WebServer;
import io.visavis.sandbox.settings.DeskSettings;
import io.visavis.sandbox.settings.GatewaySettings;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.talkdesk.Talkdesk;
import io.visavis.sandbox.talkdesk.TalkdeskControl;
import io.visavis.sandbox.traffic.Calls;
import io.visavis.sandbox.traffic.Deliveries;
import java.io.IOException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A running sandbox. Everything is in memory and gone when it closes. */
public final class Sandbox implements AutoCloseable {

    private final Talkdesk talkdesk;
    private final EightByEight eightByEight;
    private final ControlApi control;
    private final DeskPage desk = new DeskPage();
    private final WebServer server;
    private final Setting<GatewaySettings> gateway;

    /**
     * Starts at once.
     *
     * @param host address to listen on
     * @param port 0 for any free one
     * @throws IOException if the port is taken or no temporary folder can be made
     */
    public Sandbox(String host, int port, GatewaySettings gatewaySettings) throws IOException {
        var clock = Clock.systemUTC();
        var conversations = new Conversations();
        var faults = new Faults();
        var calls = new Calls();
        var deliveries = new Deliveries();
        var deskSettings = new Setting<>(DeskSettings.class, DeskSettings.DEFAULT);
        gateway = new Setting<>(GatewaySettings.class, gatewaySettings);
        talkdesk = new Talkdesk(conversations, faults, calls, deliveries, deskSettings, gateway, clock);

        eightByEight = new EightByEight(conversations, faults, calls, deliveries, deskSettings, gateway, clock);

        var vendors = Map.<String, Vendor>of(
                talkdesk.vendor().name(), talkdesk.vendor(),
                eightByEight.vendor().name(), eightByEight.vendor());
        var sections = new LinkedHashMap<String, Setting<?>>();
        sections.put("desk", deskSettings);
        sections.put("gateway", gateway);
        sections.put("talkdesk", talkdesk.settings());
        sections.put("8x8", eightByEight.settings());
        var changes = new Changes();
        var routes = new Routes();
        new ConversationControl(conversations, deliveries, vendors).addTo(routes);
        new TrafficControl(faults, calls, deliveries, vendors, changes).addTo(routes);
        new SettingsControl(sections, conversations, faults, calls, deliveries, List.copyOf(vendors.values()), changes)
                .addTo(routes);
        new TalkdeskControl(talkdesk).addTo(routes, ControlApi.BASE + "/talkdesk");
        routes.get(
                ControlApi.BASE + "/changes",
                _ -> changes.stream(() -> Map.of(
                        "conversations", conversations.all(),
                        "faults", faults.all(),
                        "agents", deskSettings.get().agents(),
                        "queues", queues(vendors.values()),
                        "now", clock.instant())));
        conversations.listen(conversation -> changes.publish("conversation", conversation));
        control = new ControlApi(routes);
        server = new WebServer(host, port, this::route).start();
    }

    /** By vendor. */
    private static Map<String, List<WorkQueue>> queues(Collection<Vendor> vendors) {
        return vendors.stream().collect(Collectors.toMap(Vendor::name, Vendor::queues));
    }

    private Reply route(Exchange exchange) throws Exception {
        var path = exchange.path();
        if (EightByEight.owns(path)) {
            return eightByEight.api().handle(exchange);
        }
        if (Talkdesk.owns(path)) {
            return talkdesk.api().handle(exchange);
        }
        if (path.startsWith(ControlApi.BASE)) {
            return control.handle(exchange);
        }
        if (path.equals("/health")) {
            return Reply.json(200, Map.of("status", "UP"));
        }
        return desk.handle(exchange);
    }

    public int port() {
        return server.port();
    }

    /** Where the vendors' events and calls go from now on, also after a reset. */
    public void useGateway(GatewaySettings settings) {
        gateway.start(settings);
    }

    public Talkdesk talkdesk() {
        return talkdesk;
    }

    public EightByEight eightByEight() {
        return eightByEight;
    }

    @Override
    public void close() throws IOException {
        server.close();
        talkdesk.close();
        eightByEight.close();
    }
}
