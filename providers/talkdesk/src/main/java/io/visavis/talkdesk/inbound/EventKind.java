package io.visavis.talkdesk.inbound;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The five actions Talkdesk calls, and how one is recognised in either path style (contract 3.12). */
enum EventKind {
    CONVERSATION_STARTED,
    CONVERSATION_ASSIGNED,
    CONVERSATION_ENDED,
    CONVERSATION_TERMINATED,
    MESSAGE_CREATED;

    /** The action's name as Talkdesk spells it. */
    final String wireName = name().toLowerCase(Locale.ROOT);

    /** The path wins, then {@code event_type}, then the shape of the body; empty when none of them tells. */
    static Optional<EventKind> classify(String action, EventBody body) {
        return fromPath(action)
                .or(() -> body.text("event_type").flatMap(EventKind::fromEventType))
                .or(() -> fromShape(body));
    }

    static Optional<EventKind> fromPath(String action) {
        String path = action.endsWith("/") ? action.substring(0, action.length() - 1) : action;
        String lastSegment = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(lastSegment))
                .findFirst();
    }

    /** Any letter case; {@code -}, {@code .} and space count as {@code _}; a prefix is tolerated. */
    static Optional<EventKind> fromEventType(String eventType) {
        String normalised = eventType
                .strip()
                .toLowerCase(Locale.ROOT)
                .replace('-', '_')
                .replace('.', '_')
                .replace(' ', '_');
        return Arrays.stream(values())
                .filter(kind -> normalised.endsWith(kind.wireName))
                .findFirst();
    }

    /**
     * Never answers {@link #CONVERSATION_ENDED}: a body with nothing but a conversation id could be anything, and ending a
     * chat by mistake is too destructive.
     */
    private static Optional<EventKind> fromShape(EventBody body) {
        if (body.has("payload", "author")) {
            return Optional.of(MESSAGE_CREATED);
        }
        if (body.has("payload", "touchpoint")) {
            return Optional.of(CONVERSATION_STARTED);
        }
        if (body.has("interaction_id") && body.has("user_id")) {
            return Optional.of(CONVERSATION_ASSIGNED);
        }
        if (body.has("interaction_id") && !body.has("conversation_id")) {
            return Optional.of(CONVERSATION_TERMINATED);
        }
        return Optional.empty();
    }
}
