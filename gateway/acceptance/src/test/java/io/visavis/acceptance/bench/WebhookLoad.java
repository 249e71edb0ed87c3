package io.visavis.acceptance.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Talkdesk's {@code message_created}, spread over conversations, from a number of keep-alive connections. */
final class WebhookLoad {
    private static final String PATH = "/api/digital-connect/talkdesk/conversations/events/message_created";

    private final URI gateway;
    private final String authorization;
    private final List<String> conversations;
    private final BrowserStreams streams;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    WebhookLoad(URI gateway, String authorization, List<String> conversations, BrowserStreams streams) {
        this.gateway = gateway;
        this.authorization = authorization;
        this.conversations = conversations;
        this.streams = streams;
    }

    /** As fast as the answers come, on {@code width} connections; webhooks accepted. */
    long closedLoop(int width, Duration length) throws InterruptedException {
        return run(width, length, 0);
    }

    /** At a steady rate, however slow the answers are: the clock of each starts when it was due. */
    long steady(int width, Duration length, int perSecond) throws InterruptedException {
        return run(width, length, perSecond);
    }

    long refused() {
        return refused.get();
    }

    private long run(int width, Duration length, int perSecond) throws InterruptedException {
        AtomicLong accepted = new AtomicLong();
        CountDownLatch done = new CountDownLatch(width);
        long begin = System.nanoTime();
        long end = begin + length.toNanos();
        long gap = perSecond == 0 ? 0 : 1_000_000_000L * width / perSecond;
        for (int i = 0; i < width; i++) {
            long first = begin + (perSecond == 0 ? 0 : gap * i / width);
            Thread.ofPlatform().name("load-", i).start(() -> {
                try (KeepAliveConnection connection = new KeepAliveConnection(gateway)) {
                    send(connection, first, gap, end, accepted);
                } catch (IOException e) {
                    refused.incrementAndGet();
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        return accepted.get();
    }

    private void send(KeepAliveConnection connection, long first, long gap, long end, AtomicLong accepted)
            throws IOException {
        for (long due = first; System.nanoTime() < end && (gap == 0 || due < end); due += gap) {
            if (gap > 0) {
                for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
            }
            long mark = next.incrementAndGet();
            byte[] request = connection.request(
                    "POST",
                    PATH,
                    "Content-Type: application/json\r\nAuthorization: " + authorization + "\r\n",
                    body(mark).getBytes(StandardCharsets.UTF_8));
            streams.expect(mark, gap > 0 ? due : System.nanoTime());
            if (connection.exchange(request) == 200) {
                accepted.incrementAndGet();
            } else {
                refused.incrementAndGet();
            }
        }
    }

    private String body(long mark) {
        String conversation = conversations.get((int) (mark % conversations.size()));
        Instant now = Instant.now();
        return """
            {"event_type":"MESSAGE_CREATED","conversation_id":"%s","timestamp":"%s","payload":{"id":"bench-%d",\
            "created_at":"%s","content":"mark-%d","author":{"name":"Nikos Agent","type":"AGENT"}}}""".formatted(conversation, now, mark, now, mark);
    }
}
