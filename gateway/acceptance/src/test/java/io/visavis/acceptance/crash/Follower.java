package io.visavis.acceptance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.acceptance.harness.Json;
import io.visavis.acceptance.harness.Visitor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads the visitor's stream as a widget does: over as many connections as it takes, each from the last position on. What it was
 * sent twice stands here twice.
 */
final class Follower implements AutoCloseable {
    private static final int RETRY_MILLIS = 100;

    private final Visitor visitor;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("follower").unstarted(this::follow);
    private String last = "0";

    private Follower(Visitor visitor) {
        this.visitor = visitor;
    }

    static Follower of(Visitor visitor) {
        Follower follower = new Follower(visitor);
        follower.thread.start();
        return follower;
    }

    /** All that came, in the order of its coming; a reset among it, if there was one. */
    List<JsonNode> events() {
        return List.copyOf(events);
    }

    private void follow() {
        try {
            do {
                connect();
            } while (!closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() throws InterruptedException {
        try {
            HttpResponse<InputStream> stream = visitor.stream(last);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
                if (stream.statusCode() == 200) {
                    read(lines);
                }
            }
        } catch (IOException _) {
            // The gateway died, or is not there yet: once more, from the last position.
        }
    }

    /** A half frame at the end is none: its position was not reached. */
    private void read(BufferedReader lines) throws IOException {
        String id = last;
        String data = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            } else if (line.isEmpty() && !data.isEmpty()) {
                events.add(Json.parse(data));
                last = id;
                data = "";
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
    }
}
