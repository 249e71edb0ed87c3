package io.visavis.eightbyeight.signature;

import io.visavis.eightbyeight.api.Effect;
import io.visavis.eightbyeight.api.HttpCalls;
import io.visavis.eightbyeight.api.PathSegment;
import io.visavis.eightbyeight.api.Reply;
import io.visavis.spi.ProviderException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keys fetched by id and kept (contract 2.2). One fetch at a time, with a short deadline, so that a slow or dead key server
 * holds up nobody who needs a key that is known, and is not asked again and again by those who need another: who comes
 * meanwhile is told to come later. A failed fetch is never kept in place of a key.
 */
public final class FetchedKeys implements PublicKeys {
    private static final Duration FETCH = Duration.ofSeconds(3);
    /** Waiting for somebody else's fetch: those who need a known key must not find all places taken by waiters. */
    private static final Duration IN_LINE = Duration.ofSeconds(1);

    private static final Duration FRESH = Duration.ofHours(24);
    private static final Duration UNKNOWN_AGAIN = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final HttpCalls http;
    private final String address;
    private final Clock clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private final Map<String, Kept> keys = new ConcurrentHashMap<>();
    /** Apart from the keys, so that guessed ids push none out. */
    private final Map<String, Instant> unknown = new ConcurrentHashMap<>();

    /** Ids that the key server answered with neither a key nor 404, which says little of other ids. */
    private final Map<String, Instant> failed = new ConcurrentHashMap<>();

    /** After no answer at all, for whatever id. */
    private volatile Instant notBefore = Instant.MIN;

    /** By the thread whose turn it is. */
    private final Guesses guesses = new Guesses();

    /** Fetches from {@code address}, in which {@code {kid}} stands for the id. */
    public FetchedKeys(HttpCalls http, String address, Clock clock) {
        this.http = http;
        this.address = address;
        this.clock = clock;
    }

    private record Kept(PublicKey key, Instant at) {}

    @Override
    public Result find(String keyId) {
        Optional<Result> kept = kept(keyId);
        if (kept.isPresent()) {
            return kept.get();
        }
        try {
            if (!takeTurn(keyId)) {
                return lastKnown(keyId, "the key server answers slowly");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lastKnown(keyId, "cancelled while waiting for a key");
        }
        try {
            return kept(keyId).orElseGet(() -> fetched(keyId));
        } finally {
            fetching.unlock();
        }
    }

    /** Who has the key of yesterday does not wait for today's: one fetches it, the others go on. */
    private boolean takeTurn(String keyId) throws InterruptedException {
        return keys.containsKey(keyId)
                ? fetching.tryLock()
                : fetching.tryLock(IN_LINE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Optional<Result> kept(String keyId) {
        Instant now = clock.instant();
        Kept kept = keys.get(keyId);
        if (kept != null) {
            return kept.at().plus(FRESH).isAfter(now) ? Optional.of(new Found(kept.key())) : Optional.empty();
        }
        Instant asked = unknown.get(keyId);
        return asked != null && asked.plus(UNKNOWN_AGAIN).isAfter(now) ? Optional.of(new Unknown()) : Optional.empty();
    }

    /** By the thread whose turn it is. */
    private Result fetched(String keyId) {
        Instant now = clock.instant();
        unknown.values().removeIf(asked -> !asked.plus(UNKNOWN_AGAIN).isAfter(now));
        failed.values().removeIf(asked -> !asked.plus(AFTER_FAILURE).isAfter(now));
        if (now.isBefore(notBefore) || failed.containsKey(keyId)) {
            return lastKnown(keyId, "the key server failed just now");
        }
        return keys.containsKey(keyId) ? fetchedOrLastKnown(keyId) : guessed(keyId);
    }

    /** An id that may be anybody's invention; its turn may be needed for one that is more likely to be real. */
    private Result guessed(String keyId) {
        if (guesses.mayAsk(clock.instant())) {
            guesses.before(keyId).ifPresent(this::ask);
        }
        Instant now = clock.instant();
        if (now.isBefore(notBefore) || !guesses.mayAsk(now)) {
            guesses.turnAway(keyId);
            return lastKnown(keyId, "too many unknown keys are asked for");
        }
        return ask(keyId);
    }

    private Result ask(String keyId) {
        guesses.asked(keyId);
        Result result = fetchedOrLastKnown(keyId);
        if (!(result instanceof Found)) {
            guesses.ledNowhere(clock.instant());
        }
        return result;
    }

    private Result fetchedOrLastKnown(String keyId) {
        try {
            return fetch(keyId);
        } catch (ProviderException e) {
            notBefore = clock.instant().plus(AFTER_FAILURE);
            return lastKnown(keyId, String.valueOf(e.getMessage()));
        }
    }

    /** A key that was good a day ago is better than refusing what it signed. */
    private Result lastKnown(String keyId, String reason) {
        Kept kept = keys.get(keyId);
        return kept == null ? new OutOfReach(reason) : new Found(kept.key());
    }

    private Result fetch(String keyId) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.replace("{kid}", PathSegment.of(keyId))))
                .header("Accept", "application/json")
                .GET()
                .build();
        Reply reply = http.send(request, FETCH, "fetch public key", Effect.NONE);
        if (reply.status() == 404) {
            keys.remove(keyId);
            unknown.put(keyId, clock.instant());
            return new Unknown();
        }
        PublicKey key =
                reply.isSuccess() ? reply.json().flatMap(JsonWebKey::read).orElse(null) : null;
        if (key == null) {
            failed.put(keyId, clock.instant());
            return lastKnown(keyId, "fetch public key: HTTP " + reply.status() + " without a usable RSA key");
        }
        keys.put(keyId, new Kept(key, clock.instant()));
        return new Found(key);
    }
}
