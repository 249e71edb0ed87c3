package io.visavis.gateway.video.room;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link that lets a visitor in, without its secret part.
 *
 * @param seed random; the secret is made from it and the installation's key
 * @param kind what the visitor chose when accepting; null leaves it to the room
 */
public record Ticket(
        String hash,
        String seed,
        RoomId roomId,
        Policy policy,
        @Nullable CallKind kind,
        Instant expiresAt,
        @Nullable Instant redeemedAt,
        @Nullable Instant revokedAt) {

    /** How often a ticket opens its room. */
    public enum Policy {
        /** One person, who comes back by a resume secret. */
        ONE_PERSON("one-person"),
        /** Anybody who holds it, until it expires. */
        REUSABLE("reusable");

        private final String wireName;

        Policy(String wireName) {
            this.wireName = wireName;
        }

        static Policy ofWire(String name) {
            return name.equals(REUSABLE.wireName) ? REUSABLE : ONE_PERSON;
        }

        String wireName() {
            return wireName;
        }
    }

    /** Who asked for it: what the facade gave out is given out again, what a chat gave out is not. */
    public enum Source {
        FACADE("facade"),
        CHAT("chat");

        private final String wireName;

        Source(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    /** Whether redeeming it now would let somebody in. */
    public boolean usable(Instant now) {
        return revokedAt == null && expiresAt.isAfter(now) && (policy == Policy.REUSABLE || redeemedAt == null);
    }
}
