package io.visavis.eightbyeight.availability;

import io.visavis.eightbyeight.api.Reply;

/** Where a tenant's schedules are asked for; the answers have one form in both generations (contract 5.1). */
public interface ScheduleSource {

    /**
     * How a schedule stands now.
     *
     * @throws io.visavis.spi.ProviderException when it is not told
     */
    Reply status(String schedule);

    /**
     * All schedules with their week's plans.
     *
     * @throws io.visavis.spi.ProviderException when they are not told
     */
    Reply all();
}
