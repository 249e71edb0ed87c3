package io.visavis.sandbox.traffic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The latest deliveries with all their attempts, oldest first. Thread-safe. */
public final class Deliveries {

    private static final int KEPT = 20_000;

    private final Map<String, Delivery> byId = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Delivery> eldest) {
            return size() > KEPT;
        }
    };

    public synchronized void add(Delivery delivery) {
        byId.put(delivery.id(), delivery);
    }

    public synchronized void attempted(String id, Delivery.Attempt attempt) {
        byId.computeIfPresent(id, (_, delivery) -> delivery.with(attempt));
    }

    public synchronized void finished(String id, Delivery.Status status) {
        byId.computeIfPresent(id, (_, delivery) -> delivery.with(status));
    }

    public synchronized Optional<Delivery> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public synchronized List<Delivery> all() {
        return new ArrayList<>(byId.values());
    }

    public synchronized void clear() {
        byId.clear();
    }
}
