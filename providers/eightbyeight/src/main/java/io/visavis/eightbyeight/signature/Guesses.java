package io.visavis.eightbyeight.signature;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which ids of keys that nobody knows yet are worth a question. Anybody may send an id, so that guesses must keep neither the key
 * server busy nor the one id that is real from being asked for: after twenty that led nowhere one more is asked each second, and
 * this turn belongs to the id that was turned away most often. 8x8 sends every delivery with the same real one, and sends it again;
 * who invents ids would have to send each of them as often. Not thread-safe.
 */
final class Guesses {
    private static final int IN_A_ROW = 20;
    private static final Duration EACH = Duration.ofSeconds(1);
    /** Of 200 characters at most. Those that came longest ago are forgotten first. */
    private static final int MOST_TURNED_AWAY = 5000;

    /** Up to when the guesses that led nowhere are paid for. */
    private Instant paid = Instant.MIN;
    /** How often; who came last stands last. */
    private final LinkedHashMap<String, Integer> turnedAway = new LinkedHashMap<>();

    boolean mayAsk(Instant now) {
        return !paidAfterOneMore(now).isAfter(now.plus(EACH.multipliedBy(IN_A_ROW)));
    }

    /** Before the question about {@code keyId}. */
    void asked(String keyId) {
        turnedAway.remove(keyId);
    }

    /** After a question that found no key. */
    void ledNowhere(Instant now) {
        paid = paidAfterOneMore(now);
    }

    void turnAway(String keyId) {
        turnedAway.putLast(keyId, times(keyId) + 1);
        if (turnedAway.size() > MOST_TURNED_AWAY) {
            turnedAway.pollFirstEntry();
        }
    }

    /** Whose turn it is before {@code keyId}, which came now: the id that was turned away oftener, if there is one. */
    Optional<String> before(String keyId) {
        return turnedAway.entrySet().stream()
                .max(Comparator.comparingInt(Map.Entry::getValue))
                .filter(most -> most.getValue() > times(keyId) + 1)
                .map(Map.Entry::getKey);
    }

    private int times(String keyId) {
        return turnedAway.getOrDefault(keyId, 0);
    }

    private Instant paidAfterOneMore(Instant now) {
        return (paid.isAfter(now) ? paid : now).plus(EACH);
    }
}
