package io.visavis.acceptance.crash;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was sent, and what of it was acknowledged before the crash. Thread-safe. */
final class Ledger {
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

    void sending(String id) {
        sent.add(id);
    }

    void acknowledged(String id) {
        acknowledged.add(id);
    }

    boolean isAcknowledged(String id) {
        return acknowledged.contains(id);
    }

    Set<String> sent() {
        return Set.copyOf(sent);
    }

    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }
}
