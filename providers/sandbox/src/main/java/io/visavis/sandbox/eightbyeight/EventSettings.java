package io.visavis.sandbox.eightbyeight;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the fake 8x8 sends its events (contract section 3).
 *
 * @param generation shape of the events; null follows the webhook's own version
 * @param signed false leaves the signature off, which no gateway should take
 * @param timeoutSeconds how long an answer may take; 8x8 prints no number
 * @param attempts tries per event; each retry has the same event id and a new transmission time (3.1)
 * @param retrySeconds the "brief delay" between tries
 * @param creationSeconds how long a conversation is {@code created} before it is {@code active} and queued (2.4)
 * @param echo how the visitor's and the bot's own messages come back (3.5)
 * @param transferOrder whether TRANSFER precedes the agent who leaves; the contract does not know (3.7)
 * @param attachmentLinks events carry a pre-signed URL; false is the form before April 2026
 * @param endEvents what an agent's end sends, in this order: {@code system}, {@code agent-left}, {@code idle}
 * @param eventsAfterLeave what follows the visitor's leaving: {@code user-left} and those of {@code endEvents}
 */
public record EventSettings(
        @Nullable Generation generation,
        boolean signed,
        double timeoutSeconds,
        int attempts,
        double retrySeconds,
        double creationSeconds,
        Echo echo,
        TransferOrder transferOrder,
        boolean attachmentLinks,
        List<String> endEvents,
        List<String> eventsAfterLeave) {

    /** Every word {@code endEvents} and {@code eventsAfterLeave} may hold. */
    static final Set<String> KNOWN_ENDS = Set.of("user-left", "system", "agent-left", "idle");

    public static final EventSettings DEFAULT = new EventSettings(
            null,
            true,
            10,
            3,
            1,
            0.05,
            Echo.OWN_TYPE,
            TransferOrder.TRANSFER_FIRST,
            true,
            List.of("agent-left", "idle"),
            List.of("user-left", "agent-left", "idle"));

    public EventSettings {
        endEvents = known(endEvents);
        eventsAfterLeave = known(eventsAfterLeave);
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more");
        }
    }

    static List<String> known(List<String> events) {
        if (!KNOWN_ENDS.containsAll(events)) {
            throw new IllegalArgumentException("end events may hold only " + KNOWN_ENDS + ", not " + events);
        }
        return List.copyOf(events);
    }

    /** Which shape events have. */
    public enum Generation {
        /** Data in {@code data}; "Chat Gateway v1.0" (3.5). */
        @JsonProperty("current")
        CURRENT,
        /** Flat, with agents' names; the retired Chat API (3.6). */
        @JsonProperty("legacy")
        LEGACY,
        /** Current events, and the flat AGENT_JOINED beside them as the workflow page shows it. */
        @JsonProperty("mixed")
        MIXED;

        boolean flat() {
            return this == LEGACY;
        }
    }

    /** Who a message that was sent by us is said to be from when it comes back. */
    public enum Echo {
        @JsonProperty("off")
        OFF,
        /** {@code user} or {@code bot}. */
        @JsonProperty("own-type")
        OWN_TYPE,
        /** An empty type, as the vendor's workflow page prints it. */
        @JsonProperty("empty-type")
        EMPTY_TYPE,
        /** Delivered before the API answers. */
        @JsonProperty("overtaking")
        OVERTAKING
    }

    /** What comes first in a transfer. */
    public enum TransferOrder {
        @JsonProperty("transfer-first")
        TRANSFER_FIRST,
        @JsonProperty("left-first")
        LEFT_FIRST
    }
}
