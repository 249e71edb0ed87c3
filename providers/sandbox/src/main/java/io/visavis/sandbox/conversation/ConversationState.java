package io.visavis.sandbox.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a conversation stands at the desk. */
public enum ConversationState {
    QUEUED,
    ACTIVE,
    ENDED;

    @JsonValue
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
