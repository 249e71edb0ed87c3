package io.visavis.sandbox.eightbyeight;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** All chats by conversation id, in memory. Thread-safe. */
final class Chats {

    private final ConcurrentHashMap<String, Chat> byId = new ConcurrentHashMap<>();

    void add(Chat chat) {
        byId.put(chat.id(), chat);
    }

    Optional<Chat> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Chat get(String id) {
        return find(id).orElseThrow(() -> EightByEightException.notFound("Conversation", id));
    }

    /** Applies one change atomically and returns what became of it. */
    Chat change(String id, UnaryOperator<Chat> change) {
        var changed = byId.computeIfPresent(id, (_, chat) -> change.apply(chat));
        if (changed == null) {
            throw EightByEightException.notFound("Conversation", id);
        }
        return changed;
    }

    List<Chat> all() {
        return byId.values().stream().sorted(Comparator.comparing(Chat::id)).toList();
    }

    void clear() {
        byId.clear();
    }
}
