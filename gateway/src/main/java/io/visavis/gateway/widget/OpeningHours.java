package io.visavis.gateway.widget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.visavis.gateway.kernel.ConnectionId;
import io.visavis.gateway.plugin.LiveProvider;
import io.visavis.gateway.widget.Wire.Availability;
import io.visavis.spi.Availability.Report;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether anyone is there, asked of the vendor at most twice a minute; a vendor that does not say is "unknown". */
@Singleton
final class OpeningHours {
    private static final Logger LOG = LoggerFactory.getLogger(OpeningHours.class);
    private static final Availability UNKNOWN = new Availability("unknown", null, null, null);

    private final Cache<ConnectionId, Availability> asked = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    Availability of(LiveProvider live) {
        return live.provider()
                .availability()
                .map(role -> asked.get(live.connectionId(), id -> ask(id, role)))
                .orElse(UNKNOWN);
    }

    private static Availability ask(ConnectionId id, io.visavis.spi.Availability role) {
        try {
            Report report = role.ask(Map.of());
            return new Availability(
                    report.state().name().toLowerCase(Locale.ROOT),
                    report.opensAt(),
                    report.waiting(),
                    report.waitSeconds());
        } catch (RuntimeException e) {
            LOG.warn("connection {} does not say whether it is open: {}", id, e.toString());
            return UNKNOWN;
        }
    }
}
