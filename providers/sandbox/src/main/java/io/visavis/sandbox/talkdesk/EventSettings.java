package io.visavis.sandbox.talkdesk;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.visavis.sandbox.settings.CredentialPlacement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the fake Talkdesk sends its events (contract section 3).
 *
 * @param placement how it identifies itself (3.3)
 * @param style one URL per action, or one for all (3.2)
 * @param eventTypeCase spelling of {@code event_type} (3.5)
 * @param timeoutSeconds execution timeout (3.4)
 * @param attempts tries per event; 1 = never again, as Talkdesk may well do
 * @param retrySeconds pause between tries
 * @param repeatAfter401 fetch a new token and send once more when the gateway answers 401
 * @param sessionParameter context parameter that the automations put into {@code properties} (3.8); null for none
 * @param endEvents which events an agent's end sends, in this order: {@code ended}, {@code terminated}
 * @param startedForApi also send {@code conversation_started} for conversations that the gateway created (3.7)
 * @param eventsAfterDelete which end events follow the gateway's own DELETE (2.7)
 * @param echo send the visitor's own messages back as events (3.9)
 */
public record EventSettings(
        CredentialPlacement placement,
        Style style,
        TypeCase eventTypeCase,
        double timeoutSeconds,
        int attempts,
        double retrySeconds,
        boolean repeatAfter401,
        @Nullable String sessionParameter,
        List<String> endEvents,
        boolean startedForApi,
        List<String> eventsAfterDelete,
        Echo echo) {

    public static final EventSettings DEFAULT = new EventSettings(
            CredentialPlacement.FORM,
            Style.PATH,
            TypeCase.VENDOR,
            10,
            1,
            1,
            true,
            "gateway_session",
            List.of("ended"),
            false,
            List.of(),
            Echo.OFF);

    public EventSettings {
        endEvents = List.copyOf(endEvents);
        eventsAfterDelete = List.copyOf(eventsAfterDelete);
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be 1 or more");
        }
    }

    /** Where the action's name stands. */
    public enum Style {
        @JsonProperty("path")
        PATH,
        @JsonProperty("single")
        SINGLE
    }

    /** Letter case of {@code event_type}. */
    public enum TypeCase {
        /** Built-in events in capitals, automations in small letters, as in the contract's samples. */
        @JsonProperty("vendor")
        VENDOR,
        @JsonProperty("upper")
        UPPER,
        @JsonProperty("lower")
        LOWER
    }

    /** Whether and how the visitor's messages come back. */
    public enum Echo {
        @JsonProperty("off")
        OFF,
        /** With the id that the API answered, after the answer. */
        @JsonProperty("same-id")
        SAME_ID,
        /** With the same id, delivered before the API answers. */
        @JsonProperty("overtaking")
        OVERTAKING,
        /** With an id of its own. */
        @JsonProperty("new-id")
        NEW_ID
    }
}
