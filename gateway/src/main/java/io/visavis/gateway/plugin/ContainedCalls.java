package io.visavis.gateway.plugin;

import io.visavis.spi.ProviderException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a plugin's code so that it can hurt only itself: on platform threads of its own (a plugin that spins would take a
 * virtual thread's carrier from everyone), at most {@code width} calls at a time, each with a deadline.
 * A call that finds no free thread waits for one as long as {@code patience}.
 */
final class ContainedCalls implements AutoCloseable {
    private final ExecutorService threads;
    private final int width;
    private final Semaphore free;
    private final Duration patience;

    ContainedCalls(String name, int width, Duration patience) {
        this.width = width;
        this.patience = patience;
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("plugin-" + name + "-", 0).daemon().factory());
        this.free = new Semaphore(width);
    }

    /**
     * Returns what {@code call} returns.
     *
     * @throws ProviderException what the call threw, or {@code UNAVAILABLE} when all threads are busy
     * @throws ProviderFault when it threw anything else, errors included, or ran out of time; it is then interrupted
     */
    <T> T call(String what, Duration deadline, Callable<T> call) {
        if (!placed()) {
            throw new ProviderException(
                    ProviderException.Kind.UNAVAILABLE, "too many calls of this connection are under way");
        }
        return await(what, deadline, threads.submit(() -> {
            // Given back by the call itself: one that hangs past its deadline still holds its place.
            try {
                return call.call();
            } finally {
                free.release();
            }
        }));
    }

    private boolean placed() {
        try {
            return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Refuses further calls, waits up to {@code patience} for those under way, then runs the last one. */
    void callLast(String what, Duration patience, Runnable last) {
        try {
            if (!free.tryAcquire(width, patience.toNanos(), TimeUnit.NANOSECONDS)) {
                free.drainPermits();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        await(what, patience, threads.submit(last, Boolean.TRUE));
    }

    private static <T> T await(String what, Duration deadline, Future<T> answer) {
        try {
            return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProviderException classified) {
                throw classified;
            }
            throw new ProviderFault(what + " threw " + e.getCause(), false, e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ProviderFault(what + " did not return within " + deadline, true, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ProviderException(ProviderException.Kind.UNCERTAIN, what + " was cancelled", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
