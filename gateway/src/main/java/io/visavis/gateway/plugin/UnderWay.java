package io.visavis.gateway.plugin;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What of a provider is under way: calls, and files that are being read. Each has its time, and who wants to close the
 * provider waits for it so long and no longer. Thread-safe.
 */
final class UnderWay {
    /** What is interrupted at its deadline has this long to return. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Lock lock = new ReentrantLock();
    private final Condition fewer = lock.newCondition();
    private final Set<Share> shares = new HashSet<>();
    private boolean finished;

    /** One call or file; over when it is closed, however often. */
    final class Share implements AutoCloseable {
        private final long end;

        private Share(Duration atMost) {
            this.end = System.nanoTime() + atMost.plus(GRACE).toNanos();
        }

        @Override
        public void close() {
            lock.lock();
            try {
                shares.remove(this);
                fewer.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Null when nothing may begin any more. */
    @Nullable
    Share begin(Duration atMost) {
        lock.lock();
        try {
            if (finished) {
                return null;
            }
            Share share = new Share(atMost);
            shares.add(share);
            return share;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all has ended or had its time, at most {@code patience}. Nothing begins after that. */
    void finish(Duration patience) {
        lock.lock();
        try {
            long giveUp = System.nanoTime() + patience.toNanos();
            for (long left = left(giveUp); left > 0; left = left(giveUp)) {
                boolean _ = fewer.await(left, TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            finished = true;
            lock.unlock();
        }
    }

    private long left(long giveUp) {
        long now = System.nanoTime();
        long longest = shares.stream().mapToLong(share -> share.end - now).max().orElse(0);
        return Math.min(longest, giveUp - now);
    }
}
