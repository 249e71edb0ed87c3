package io.visavis.sandbox.talkdesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.sandbox.http.Reply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers by {@code x-idempotency-key} (contract 2.4): the same key gives the first answer again, with another body 409.
 * Refusals are not kept, so that a corrected request may use the key. Calls with one key wait for each other.
 */
final class IdempotencyKeys {

    private static final class Entry {
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable JsonNode body;
        private @Nullable Reply reply;
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    Reply once(String operation, @Nullable String key, JsonNode body, Supplier<Reply> work) {
        if (key == null || key.isBlank()) {
            return work.get();
        }
        var entry = entries.computeIfAbsent(operation + " " + key, _ -> new Entry());
        entry.lock.lock();
        try {
            if (entry.reply != null) {
                if (!body.equals(entry.body)) {
                    throw TalkdeskException.of(409, "The idempotency key was used with another body");
                }
                return entry.reply;
            }
            var reply = work.get();
            entry.body = body;
            entry.reply = reply;
            return reply;
        } finally {
            entry.lock.unlock();
        }
    }

    void clear() {
        entries.clear();
    }
}
