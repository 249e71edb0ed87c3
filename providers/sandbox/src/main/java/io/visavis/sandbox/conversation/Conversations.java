package io.visavis.sandbox.conversation;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** All conversations, in memory. Thread-safe: each change is atomic, listeners hear of it afterwards on the changing thread. */
public final class Conversations {

    private final ConcurrentHashMap<String, Conversation> byId = new ConcurrentHashMap<>();
    private final List<Consumer<Conversation>> listeners = new CopyOnWriteArrayList<>();

    public void add(Conversation conversation) {
        byId.put(conversation.id(), conversation);
        changed(conversation);
    }

    public Optional<Conversation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The one with this id.
     *
     * @throws UnknownConversationException if there is none
     */
    public Conversation get(String id) {
        return find(id).orElseThrow(() -> new UnknownConversationException(id));
    }

    /** Oldest first. */
    public List<Conversation> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing((Conversation c) -> c.opening().createdAt())
                        .thenComparing(Conversation::id))
                .toList();
    }

    /**
     * Applies one change.
     *
     * @throws UnknownConversationException if there is none with this id
     * @throws ActionRefusedException as thrown by the change, which then has no effect
     */
    public Conversation change(String id, UnaryOperator<Conversation> change) {
        var changed = byId.computeIfPresent(id, (_, conversation) -> change.apply(conversation));
        if (changed == null) {
            throw new UnknownConversationException(id);
        }
        changed(changed);
        return changed;
    }

    public void clear() {
        byId.clear();
    }

    /**
     * Calls the listener after every change.
     *
     * @return removes the listener again
     */
    public Runnable listen(Consumer<Conversation> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void changed(Conversation conversation) {
        listeners.forEach(listener -> listener.accept(conversation));
    }
}
