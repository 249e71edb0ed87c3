package io.visavis.sandbox.traffic;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs the tasks of one lane one after the other, and different lanes side by side. Thread-safe. */
final class EventLanes {

    private final Executor executor;
    private final Map<String, Queue<Runnable>> waiting = new HashMap<>();

    EventLanes(Executor executor) {
        this.executor = executor;
    }

    void run(String lane, Runnable task) {
        synchronized (waiting) {
            var queue = waiting.get(lane);
            if (queue != null) {
                queue.add(task);
                return;
            }
            waiting.put(lane, new ArrayDeque<>());
        }
        executor.execute(() -> drain(lane, task));
    }

    private void drain(String lane, Runnable first) {
        for (var task = first; task != null; task = next(lane)) {
            task.run();
        }
    }

    private @Nullable Runnable next(String lane) {
        synchronized (waiting) {
            var queue = waiting.get(lane);
            var task = queue == null ? null : queue.poll();
            if (task == null) {
                waiting.remove(lane);
            }
            return task;
        }
    }
}
