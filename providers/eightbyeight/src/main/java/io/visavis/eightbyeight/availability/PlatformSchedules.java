package io.visavis.eightbyeight.availability;

import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;

/** Schedules of the tenant's platform, for tenants who have no newer ones; a schedule may be named there (contract 5.1). */
public final class PlatformSchedules implements ScheduleSource {
    private static final String PURPOSE = "ask the platform for schedule";
    private static final String BASE = "/api/provisioning/schedules";

    private final Platform platform;

    public PlatformSchedules(Platform platform) {
        this.platform = platform;
    }

    /** Some platforms answer in XML whatever is accepted; older code asks those with an ending. */
    @Override
    public Reply status(String schedule) {
        String path = BASE + "/" + PathSegment.of(schedule) + "/status";
        Reply reply = platform.get(path, PURPOSE);
        boolean other = reply.isSuccess() && reply.object().isEmpty();
        return Platform.checked(other ? platform.get(path + ".json", PURPOSE) : reply, PURPOSE);
    }

    @Override
    public Reply all() {
        return Platform.checked(platform.get(BASE, PURPOSE), PURPOSE);
    }
}
