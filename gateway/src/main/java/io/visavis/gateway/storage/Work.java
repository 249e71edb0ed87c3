package io.visavis.gateway.storage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One caller's part of a shared commit. The caller waits on it; a committer runs and settles it. */
final class Work<T> {
    private final Supplier<T> body;
    private final CountDownLatch settled = new CountDownLatch(1);
    private final AtomicBoolean taken = new AtomicBoolean();
    private List<Runnable> afterwards = new ArrayList<>();
    private @Nullable T result;
    private @Nullable Throwable failure;
    private int tries;

    Work(Supplier<T> body) {
        this.body = body;
    }

    /** Runs the body, which may throw; forgets an earlier try. */
    void run() {
        tries++;
        afterwards = new ArrayList<>();
        failure = null;
        result = body.get();
    }

    void afterCommit(Runnable action) {
        afterwards.add(action);
    }

    /** The first of committer and impatient caller to ask gets it. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    int tries() {
        return tries;
    }

    void fail(Throwable cause) {
        failure = cause;
    }

    boolean failed() {
        return failure != null;
    }

    boolean failedByConflict() {
        return failure != null && Conflicts.isConflict(failure);
    }

    List<Runnable> afterwards() {
        return afterwards;
    }

    void settle() {
        settled.countDown();
    }

    /** Waits whatever interrupts come; false when {@code patience} ran out. */
    boolean await(Duration patience) {
        boolean interrupted = false;
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (true) {
                try {
                    return settled.await(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Only after {@link #settle}. A work's result may be null, as its supplier's may. */
    @SuppressWarnings("NullAway")
    T outcome() {
        switch (failure) {
            case null -> {
                return result;
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
