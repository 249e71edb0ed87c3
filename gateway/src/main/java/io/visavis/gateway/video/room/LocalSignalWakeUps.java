package io.visavis.gateway.video.room;

import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Within one node. Safe for use by many threads. */
@Singleton
final class LocalSignalWakeUps implements SignalWakeUps {

    private final ConcurrentHashMap<RoomId, Set<Runnable>> listeners = new ConcurrentHashMap<>();

    @Override
    public void grown(RoomId room) {
        Set<Runnable> waiting = listeners.get(room);
        if (waiting != null) {
            waiting.forEach(Runnable::run);
        }
    }

    @Override
    public Subscription subscribe(RoomId room, Runnable listener) {
        listeners.compute(room, (_, waiting) -> {
            Set<Runnable> all = waiting == null ? ConcurrentHashMap.newKeySet() : waiting;
            all.add(listener);
            return all;
        });
        return () -> listeners.computeIfPresent(room, (_, waiting) -> {
            waiting.remove(listener);
            return waiting.isEmpty() ? null : waiting;
        });
    }
}
