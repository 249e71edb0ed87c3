package io.visavis.eightbyeight.availability;

import io.visavis.eightbyeight.api.ApiRequest;
import io.visavis.eightbyeight.api.EightByEightApi;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;

/** Schedules by API key. */
public final class KeySchedules implements ScheduleSource {
    private static final String PURPOSE = "ask for schedule";
    private static final String BASE = "/cc/v1/schedules";

    private final EightByEightApi api;

    public KeySchedules(EightByEightApi api) {
        this.api = api;
    }

    @Override
    public Reply status(String schedule) {
        return api.callOrThrow(ApiRequest.get(BASE + "/" + PathSegment.of(schedule) + "/status", PURPOSE));
    }

    @Override
    public Reply all() {
        return api.callOrThrow(ApiRequest.get(BASE, PURPOSE));
    }
}
