package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.sandbox.http.Exchange;
import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import io.visavis.sandbox.http.Routes;
import io.visavis.sandbox.settings.Setting;
import java.util.function.Supplier;

/** Whether it is open, by key and, older, at the platform (contract 5.1). A schedule has a number and a name. */
final class SchedulesApi {

    private static final String KEY = "/cc/v1/schedules";
    private static final String PLATFORM = "/api/provisioning/schedules";

    private final Setting<EightByEightSettings> settings;

    SchedulesApi(Setting<EightByEightSettings> settings) {
        this.settings = settings;
    }

    void addTo(Routes routes) {
        Supplier<EightByEightSettings> now = settings::get;
        routes.get(KEY, _ -> Reply.json(200, all()))
                .get(KEY + "/{id}/status", exchange -> Reply.json(200, status(exchange)))
                .get(PLATFORM, Credentials.platform(now, false, exchange -> {
                    var all = all();
                    return Xml.unlessJson(exchange, "schedules", all.path("schedules"), all);
                }))
                .get(PLATFORM + "/{id}/status", Credentials.platform(now, false, this::platformStatus))
                .get(PLATFORM + "/{id}/status.json", Credentials.platform(now, false, this::platformStatus));
    }

    private Reply platformStatus(Exchange exchange) {
        var status = status(exchange);
        return Xml.unlessJson(exchange, "schedule-status", status.path("schedule-status"), status);
    }

    private ObjectNode all() {
        var body = Json.object();
        var all = body.putObject("schedules").putArray("schedule");
        settings.get().schedules().forEach(schedule -> {
            var plan = all.addObject()
                    .put("id", Integer.parseInt(schedule.id()))
                    .put("name", schedule.name())
                    .put("time-zone", "UTC");
            var week = plan.putObject("week-days").putArray("week-day");
            schedule.week()
                    .forEach(day -> week.addObject()
                            .put("day", day.day())
                            .putObject("properties")
                            .put("status", 0)
                            .put("start-time", day.start())
                            .put("end-time", day.end()));
        });
        return body;
    }

    private ObjectNode status(Exchange exchange) {
        var id = exchange.pathParameter("id");
        var found = settings.get().schedules().stream()
                .filter(schedule -> schedule.id().equals(id) || schedule.name().equals(id))
                .findFirst()
                .orElseThrow(() -> EightByEightException.notFound("Schedule", id));
        var body = Json.object();
        body.putObject("schedule-status").set("status", found.status());
        return body;
    }
}
