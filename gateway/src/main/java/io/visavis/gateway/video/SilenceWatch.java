package io.visavis.gateway.video;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import io.visavis.gateway.conversation.ConversationLog;
import io.visavis.gateway.video.room.CallConnection;
import io.visavis.gateway.video.room.Connections;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices page loads that have fallen silent. Nodes may look at the same one: it is judged again under its room's lock. A node
 * that has just started gives browsers time to come back to it first.
 */
@Singleton
@Requires(beans = {ConversationLog.class, CallKeys.class, Clock.class})
class SilenceWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SilenceWatch.class);
    private static final int AT_ONCE = 200;

    private final Connections connections;
    private final Presence presence;
    private final CallSettings settings;
    private final Clock clock;

    SilenceWatch(Connections connections, Presence presence, CallSettings settings, Clock clock) {
        this.connections = connections;
        this.presence = presence;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = "${visavis.call.silence-check:1s}", initialDelay = "${visavis.call.silence-start:10s}")
    void look() {
        try {
            for (CallConnection silent : connections.silent(clock.instant().minus(settings.awayAfter()), AT_ONCE)) {
                boolean lost = silent.seenAt().isBefore(clock.instant().minus(settings.grace()));
                if (lost || !silent.away()) {
                    presence.silent(silent);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not look for silent connections", e);
        }
    }
}
