package io.visavis.acceptance.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** What the same server does when it does nothing: {@code GET /ping}. */
final class EmptyEndpoint {

    private EmptyEndpoint() {}

    /** Requests answered on {@code width} connections. */
    static long closedLoop(URI gateway, int width, Duration length) throws InterruptedException {
        AtomicLong answered = new AtomicLong();
        CountDownLatch done = new CountDownLatch(width);
        long end = System.nanoTime() + length.toNanos();
        for (int i = 0; i < width; i++) {
            Thread.ofPlatform().name("empty-", i).start(() -> {
                try (KeepAliveConnection connection = new KeepAliveConnection(gateway)) {
                    byte[] request = connection.request("GET", "/ping", "", new byte[0]);
                    while (System.nanoTime() < end && connection.exchange(request) < 300) {
                        answered.incrementAndGet();
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        return answered.get();
    }
}
