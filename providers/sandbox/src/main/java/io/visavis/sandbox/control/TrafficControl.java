package io.visavis.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.conversation.Vendor;
import io.visavis.sandbox.fault.FaultRule;
import io.visavis.sandbox.fault.Faults;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.traffic.Call;
import io.visavis.sandbox.traffic.Calls;
import io.visavis.sandbox.traffic.Deliveries;
import io.visavis.sandbox.traffic.DeliveryOptions;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Faults, the calls the vendor saw, the events it delivered, and events sent by hand. */
public final class TrafficControl {

    private record RawEvent(
            @Nullable String vendor,
            @Nullable String event,
            @Nullable JsonNode body,
            @Nullable String touchpoint,
            @Nullable DeliveryOptions delivery) {}

    private final Faults faults;
    private final Calls calls;
    private final Deliveries deliveries;
    private final Map<String, Vendor> vendors;
    private final Changes changes;

    public TrafficControl(
            Faults faults, Calls calls, Deliveries deliveries, Map<String, Vendor> vendors, Changes changes) {
        this.faults = faults;
        this.calls = calls;
        this.deliveries = deliveries;
        this.vendors = Map.copyOf(vendors);
        this.changes = changes;
    }

    public void addTo(Routes routes) {
        routes.get(ControlApi.BASE + "/faults", _ -> Reply.json(200, faults.all()))
                .post(ControlApi.BASE + "/faults", this::addFault)
                .delete(ControlApi.BASE + "/faults", _ -> {
                    faults.clear();
                    return faultsChanged();
                })
                .delete(ControlApi.BASE + "/faults/{id}", this::removeFault)
                .get(ControlApi.BASE + "/calls", this::listCalls)
                .delete(ControlApi.BASE + "/calls", _ -> {
                    calls.clear();
                    return Reply.empty(204);
                })
                .get(ControlApi.BASE + "/deliveries", this::listDeliveries)
                .get(ControlApi.BASE + "/deliveries/{id}", this::delivery)
                .delete(ControlApi.BASE + "/deliveries", _ -> {
                    deliveries.clear();
                    return Reply.empty(204);
                })
                .post(ControlApi.BASE + "/events", this::sendRaw);
    }

    private Reply addFault(Exchange exchange) throws IOException {
        var fault = faults.add(ControlApi.body(exchange, FaultRule.class));
        faultsChanged();
        return Reply.json(201, fault);
    }

    private Reply removeFault(Exchange exchange) {
        if (!faults.remove(exchange.pathParameter("id"))) {
            throw ControlException.notFound("there is no fault " + exchange.pathParameter("id"));
        }
        return faultsChanged();
    }

    private Reply faultsChanged() {
        changes.publish("faults", faults.all());
        return Reply.empty(204);
    }

    private Reply listCalls(Exchange exchange) {
        var vendor = exchange.queryParameter("vendor");
        var method = exchange.queryParameter("method");
        var path = exchange.queryParameter("path");
        var status = exchange.queryParameter("status");
        long after = number(exchange.queryParameter("after"));
        return Reply.json(
                200,
                calls.all().stream()
                        .filter(call -> call.id() > after)
                        .filter(call -> vendor == null || vendor.equals(call.vendor()))
                        .filter(call -> method == null || method.equalsIgnoreCase(call.method()))
                        .filter(call -> path == null || call.path().contains(path))
                        .filter(call -> status == null || status.equals(Integer.toString(call.status())))
                        .sorted(Comparator.comparingLong(Call::id))
                        .toList());
    }

    private Reply listDeliveries(Exchange exchange) {
        var conversation = exchange.queryParameter("conversationId");
        var event = exchange.queryParameter("event");
        var status = exchange.queryParameter("status");
        return Reply.json(
                200,
                deliveries.all().stream()
                        .filter(d -> conversation == null || conversation.equals(d.conversationId()))
                        .filter(d -> event == null || event.equals(d.event()))
                        .filter(d -> status == null
                                || status.equalsIgnoreCase(d.status().name()))
                        .toList());
    }

    private Reply delivery(Exchange exchange) {
        var id = exchange.pathParameter("id");
        return Reply.json(
                200, deliveries.find(id).orElseThrow(() -> ControlException.notFound("there is no delivery " + id)));
    }

    private Reply sendRaw(Exchange exchange) throws IOException {
        var raw = ControlApi.body(exchange, RawEvent.class);
        var vendor = vendors.get(raw.vendor() == null ? "talkdesk" : raw.vendor());
        if (vendor == null) {
            throw ControlException.invalid("vendor must be one of " + vendors.keySet());
        }
        if (raw.event() == null || raw.body() == null) {
            throw ControlException.invalid("event and body are required");
        }
        var options = Optional.ofNullable(raw.delivery()).orElse(DeliveryOptions.NORMAL);
        return Reply.json(202, vendor.sendRaw(raw.event(), raw.body(), raw.touchpoint(), options));
    }

    private static long number(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw ControlException.invalid("after must be the id of a call");
        }
        return Long.parseLong(text);
    }
}
