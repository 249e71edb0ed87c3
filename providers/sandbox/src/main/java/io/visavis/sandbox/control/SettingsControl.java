package io.visavis.sandbox.control;

import io.visavis.sandbox.conversation.Conversations;
import io.visavis.sandbox.conversation.Vendor;
import io.visavis.sandbox.fault.Faults;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import io.visavis.sandbox.traffic.Calls;
import io.visavis.sandbox.traffic.Deliveries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings by section, and the reset. */
public final class SettingsControl {

    private final Map<String, Setting<?>> sections;
    private final Runnable forget;

    /**
     * Serves the sections and forgets the rest on demand.
     *
     * @param sections by the name they have in the JSON document; one of them is {@code gateway}
     */
    public SettingsControl(
            Map<String, Setting<?>> sections,
            Conversations conversations,
            Faults faults,
            Calls calls,
            Deliveries deliveries,
            List<Vendor> vendors,
            Changes changes) {
        this.sections = new LinkedHashMap<>(sections);
        this.forget = () -> {
            faults.clear();
            vendors.forEach(Vendor::reset);
            conversations.clear();
            calls.clear();
            deliveries.clear();
            changes.publish("cleared", Map.of());
        };
    }

    public void addTo(Routes routes) {
        var path = ControlApi.BASE + "/settings";
        routes.get(path, _ -> all())
                .patch(path, this::patch)
                .post(path, this::patch)
                .put(path, this::patch)
                .get(
                        ControlApi.BASE + "/gateway",
                        _ -> Reply.json(200, gateway().get()))
                .put(ControlApi.BASE + "/gateway", this::setGateway)
                .post(ControlApi.BASE + "/reset", this::reset);
    }

    private Reply all() {
        var values = new LinkedHashMap<String, Object>();
        sections.forEach((name, section) -> values.put(name, section.get()));
        return Reply.json(200, values);
    }

    /** All sections or none. */
    private Reply patch(Exchange exchange) throws IOException {
        var steps = new ArrayList<Runnable>();
        for (var entry : ControlApi.body(exchange).properties()) {
            var section = sections.get(entry.getKey());
            if (section == null || !entry.getValue().isObject()) {
                throw ControlException.invalid(
                        "the settings have the sections " + sections.keySet() + ", each an object");
            }
            steps.add(section.prepare(entry.getValue()));
        }
        steps.forEach(Runnable::run);
        return all();
    }

    private Reply setGateway(Exchange exchange) throws IOException {
        gateway().prepare(ControlApi.body(exchange)).run();
        return Reply.json(200, gateway().get());
    }

    private Reply reset(Exchange exchange) {
        forget.run();
        if ("true".equals(exchange.queryParameter("settings"))) {
            sections.values().forEach(Setting::reset);
        }
        return Reply.empty(204);
    }

    private Setting<?> gateway() {
        return java.util.Objects.requireNonNull(sections.get("gateway"));
    }
}
