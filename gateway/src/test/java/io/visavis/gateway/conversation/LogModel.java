package io.visavis.gateway.conversation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What one conversation's log should do, in memory and one thread. */
final class LogModel {
    private final List<String> types = new ArrayList<>(List.of("conversation.created"));
    private final Set<String> keys = new HashSet<>();
    private boolean ended;
    private boolean unavailable;

    /** As {@link ConversationLog#append}; the last position. */
    long append(List<NewEvent> events) {
        for (NewEvent event : events) {
            String key = event.dedupKey();
            if ((key == null || !keys.contains(key)) && takes(event.data())) {
                types.add(EventType.of(event.data()).wireName());
                if (key != null) {
                    keys.add(key);
                }
            }
        }
        return types.size();
    }

    private boolean takes(EventData data) {
        return switch (data) {
            case EventData.ConversationEnded _ -> {
                boolean open = !ended;
                ended = true;
                unavailable = false;
                yield open;
            }
            case EventData.AgentTyping _, EventData.AgentJoined _ -> !ended;
            case EventData.ProviderUnavailable _ -> {
                boolean news = !ended && !unavailable;
                unavailable |= news;
                yield news;
            }
            case EventData.ProviderRestored _ -> {
                boolean news = unavailable;
                unavailable = false;
                yield news;
            }
            default -> true;
        };
    }

    /** As {@link ConversationLog#read}; empty where that refuses the position. */
    Optional<List<String>> read(long after, int limit) {
        if (after < 0 || after > types.size()) {
            return Optional.empty();
        }
        int from = Math.toIntExact(after);
        return Optional.of(List.copyOf(types.subList(from, Math.min(types.size(), from + limit))));
    }

    boolean ended() {
        return ended;
    }
}
