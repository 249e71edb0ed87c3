package io.visavis.sandbox.traffic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The latest calls, oldest first; older ones are forgotten. Thread-safe. */
public final class Calls {

    private static final int KEPT = 5_000;

    private final Deque<Call> calls = new ArrayDeque<>();
    private final AtomicLong lastId = new AtomicLong();

    long nextId() {
        return lastId.incrementAndGet();
    }

    synchronized void add(Call call) {
        calls.addLast(call);
        if (calls.size() > KEPT) {
            calls.removeFirst();
        }
    }

    public synchronized List<Call> all() {
        return new ArrayList<>(calls);
    }

    public synchronized void clear() {
        calls.clear();
    }
}
