package io.visavis.talkdesk.outbound;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Idempotency keys of messages whose first attempt got no clear answer. A 409 to a repeat of one of these most likely says "I
 * have that already", while a 409 to anything else says "this conversation is over" (contract 2.8). Only a hint: it is
 * bounded and forgotten at a restart. Thread-safe.
 */
final class UnsettledSends {
    private static final int MOST = 10_000;

    private final Set<String> keys = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST;
        }
    }));

    void remember(String idempotencyKey) {
        keys.add(idempotencyKey);
    }

    boolean contains(String idempotencyKey) {
        return keys.contains(idempotencyKey);
    }

    void settle(String idempotencyKey) {
        keys.remove(idempotencyKey);
    }
}
