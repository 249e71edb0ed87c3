package io.visavis.gateway.webhook;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of deliveries that were not taken. Anyone who knows an address can cause its lines, as many as they like: so the first
 * of a cause is told at once, the others are counted and told in one line a minute. On each node; from any thread.
 */
@Singleton
final class UntakenDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(UntakenDeliveries.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_CAUSES = 10;
    private static final int LONGEST_CAUSE = 300;
    private static final String OTHERS = "for other causes";

    private final Clock clock;
    /** What was not taken, then why. */
    private final Map<String, Map<String, Told>> told = new HashMap<>();

    UntakenDeliveries(Clock clock) {
        this.clock = clock;
    }

    private static final class Told {
        private Instant since;
        private long more;

        Told(Instant since) {
            this.since = since;
        }
    }

    /**
     * Notes a delivery that is not taken.
     *
     * @param what one of few texts: nothing in it is the sender's choice
     * @param why may be; behind ten causes within a minute the others of the same {@code what} count together
     */
    synchronized void tell(String what, String why) {
        Map<String, Told> causes = told.computeIfAbsent(what, _ -> new HashMap<>());
        String words = oneLine(why);
        String cause = causes.containsKey(words) || causes.size() < MOST_CAUSES ? words : OTHERS;
        Told before = causes.get(cause);
        if (before == null) {
            causes.put(cause, new Told(clock.instant()));
            LOG.warn("{}: {}", what, words);
        } else {
            before.more++;
        }
    }

    /** Tells what was counted for a minute, and forgets what has not come again. */
    @Scheduled(fixedDelay = "15s", initialDelay = "15s")
    synchronized void sumUp() {
        Instant now = clock.instant();
        told.forEach((what, causes) -> causes.entrySet()
                .removeIf(cause -> !now.isBefore(cause.getValue().since.plus(WINDOW))
                        && isQuiet(what, cause.getKey(), cause.getValue(), now)));
        told.values().removeIf(Map::isEmpty);
    }

    private static boolean isQuiet(String what, String why, Told it, Instant now) {
        if (it.more == 0) {
            return true;
        }
        LOG.warn(
                "{}: {}; and {} more within {} s",
                what,
                why,
                String.format(Locale.ROOT, "%,d", it.more),
                Duration.between(it.since, now).toSeconds());
        it.since = now;
        it.more = 0;
        return false;
    }

    private static String oneLine(String why) {
        String shown = why.length() > LONGEST_CAUSE ? why.substring(0, LONGEST_CAUSE) + "…" : why;
        return shown.replaceAll("\\p{Cntrl}", " ");
    }
}
