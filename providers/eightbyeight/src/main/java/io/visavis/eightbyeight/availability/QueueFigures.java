package io.visavis.eightbyeight.availability;

import org.jspecify.annotations.Nullable;

/**
 * A queue as it is now; null where a source does not say.
 *
 * @param waiting people in it
 * @param agentsAvailable agents ready and idle
 * @param averageWaitSeconds of those who came in the last quarter or half of an hour
 */
public record QueueFigures(
        @Nullable Integer waiting,
        @Nullable Integer agentsAvailable,
        @Nullable Long averageWaitSeconds) {

    /** Nobody before, somebody free: now. Else what others waited; null without data. */
    @Nullable
    Long expectedWaitSeconds() {
        boolean atOnce = waiting != null && waiting == 0 && agentsAvailable != null && agentsAvailable > 0;
        return atOnce ? Long.valueOf(0) : averageWaitSeconds;
    }
}
