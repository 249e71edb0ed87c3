package io.visavis.eightbyeight.availability;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.Availability;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tenant's opening hours by API key (contract 5.1). */
public final class Schedules {
    private static final String PURPOSE = "ask for schedule";
    private static final String BASE = "/cc/v1/schedules";

    private final EightByEightApi api;
    private final String scheduleId;
    private final Set<String> choicesThatAreOpen;

    /**
     * One schedule.
     *
     * @param choicesThatAreOpen numbers of the administrator's own choices, such as {@code 2} of {@code Choice #2}, that count
     *     as open
     */
    public Schedules(EightByEightApi api, String scheduleId, Set<String> choicesThatAreOpen) {
        this.api = api;
        this.scheduleId = scheduleId;
        this.choicesThatAreOpen = Set.copyOf(choicesThatAreOpen);
    }

    Availability.State state() {
        Reply reply = api.callOrThrow(ApiRequest.get(BASE + "/" + PathSegment.of(scheduleId) + "/status", PURPOSE));
        String status = reply.object()
                .flatMap(answer -> Reply.text(answer.path("schedule-status"), "status"))
                .orElse("")
                .strip();
        return switch (status) {
            case "" -> Availability.State.UNKNOWN;
            case "0" -> Availability.State.OPEN;
            case "-1" -> Availability.State.CLOSED;
            default ->
                choicesThatAreOpen.contains(number(status)) ? Availability.State.OPEN : Availability.State.CLOSED;
        };
    }

    /** {@code Choice #2} and {@code 2} are the same. */
    private static String number(String choice) {
        return choice.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", "");
    }

    /** The next opening by the week's plan; holidays are not in it. Empty when the plan cannot be read. */
    Optional<Instant> opensAt(Instant now) {
        return list().map(schedules -> schedules.get(scheduleId))
                .flatMap(plan -> WeekPlan.of(plan).nextOpening(now));
    }

    private Optional<Map<String, JsonNode>> list() {
        Reply reply = api.call(ApiRequest.get(BASE, PURPOSE));
        if (!reply.isSuccess()) {
            return Optional.empty();
        }
        Map<String, JsonNode> schedules = new LinkedHashMap<>();
        reply.object()
                .ifPresent(answer -> answer.path("schedules")
                        .path("schedule")
                        .forEach(schedule -> Reply.text(schedule, "id").ifPresent(id -> schedules.put(id, schedule))));
        return Optional.of(schedules);
    }
}
