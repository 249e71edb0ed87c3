package io.visavis.spi;

import java.time.Duration;

/**
 * The numbers behind decisions that need a clock or more than one event; the gateway decides, the provider states them.
 *
 * @param reorderWindow how long an event may wait so that an earlier one can overtake it; zero delivers at once
 * @param orphanPatience how long an event for an unknown conversation is kept before it is filed as unknown
 * @param echoPatience where the vendor sends the visitor's messages back as {@link ProviderEvent.MessageReceived} with
 *     {@link Author.Kind#VISITOR}, or our own notices with {@link Author.Kind#BOT}: how long a message that may have arrived
 *     waits for its echo before it is given up instead of being repeated; zero where there are no echoes
 * @param endGrace how long a {@linkplain ProviderEvent.ConversationEnded.Certainty#LIKELY likely} end waits for a sign
 *     of life
 * @param maxTextLength longest message text in characters; longer ones are split or refused before they are sent
 */
public record ConversationRules(
        Duration reorderWindow, Duration orphanPatience, Duration echoPatience, Duration endGrace, int maxTextLength) {

    public static ConversationRules defaults() {
        return new ConversationRules(Duration.ZERO, Duration.ofSeconds(5), Duration.ZERO, Duration.ofSeconds(15), 4000);
    }

    public ConversationRules withReorderWindow(Duration window) {
        return new ConversationRules(window, orphanPatience, echoPatience, endGrace, maxTextLength);
    }

    public ConversationRules withEchoPatience(Duration patience) {
        return new ConversationRules(reorderWindow, orphanPatience, patience, endGrace, maxTextLength);
    }

    public ConversationRules withEndGrace(Duration grace) {
        return new ConversationRules(reorderWindow, orphanPatience, echoPatience, grace, maxTextLength);
    }

    public ConversationRules withMaxTextLength(int length) {
        return new ConversationRules(reorderWindow, orphanPatience, echoPatience, endGrace, length);
    }
}
