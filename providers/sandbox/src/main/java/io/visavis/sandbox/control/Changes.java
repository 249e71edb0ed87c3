package io.visavis.sandbox.control;

import io.visavis.sandbox.http.Json;
import io.visavis.sandbox.http.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What changes, as server-sent events for any number of readers. A reader that cannot keep up is cut off and comes again. */
public final class Changes {

    private static final int MOST_WAITING = 2_000;
    private static final int HEARTBEAT_SECONDS = 15;

    private final Set<LinkedBlockingQueue<String>> readers = ConcurrentHashMap.newKeySet();

    public void publish(String event, Object data) {
        if (readers.isEmpty()) {
            return;
        }
        var frame = frame(event, data);
        readers.removeIf(reader -> !reader.offer(frame));
    }

    /**
     * A stream that lasts as long as its reader.
     *
     * @param snapshot what a new reader gets first; taken after it has begun to listen, so nothing falls between
     */
    public Reply stream(Supplier<Map<String, Object>> snapshot) {
        return new Reply(200, Map.of("Content-Type", "text/event-stream", "Cache-Control", "no-store"), out -> {
            var reader = new LinkedBlockingQueue<String>(MOST_WAITING);
            readers.add(reader);
            try {
                write(out, frame("snapshot", snapshot.get()));
                while (readers.contains(reader) || !reader.isEmpty()) {
                    var next = reader.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                    write(out, next == null ? ": \n\n" : next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                readers.remove(reader);
            }
        });
    }

    private static String frame(String event, Object data) {
        return "event: " + event + "\ndata: " + Json.text(data) + "\n\n";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
