package io.visavis.gateway.plugin;

import io.visavis.spi.ProviderException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a plugin's code so that it can hurt only itself: on platform threads of its own (a plugin that spins would take a
 * virtual thread's carrier from everyone) and under its class loader, at most {@code width} calls at a time, each with a
 * deadline. A call that finds no free thread waits for one as long as {@code patience}.
 */
final class ContainedCalls implements AutoCloseable {
    private static final Duration LONGER_THAN_ANY = Duration.ofDays(1);

    private final ExecutorService threads;
    private final ClassLoader classLoader;
    private final Semaphore free;
    private final Duration patience;
    private final UnderWay underWay;
    private final QuickLook look = new QuickLook();

    ContainedCalls(String name, ClassLoader classLoader, int width, Duration patience) {
        this(name, classLoader, width, patience, new UnderWay());
    }

    private ContainedCalls(String name, ClassLoader classLoader, int width, Duration patience, UnderWay underWay) {
        this.underWay = underWay;
        this.classLoader = classLoader;
        this.patience = patience;
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().name("plugin-" + name + "-", 0).daemon().factory());
        this.free = new Semaphore(width);
    }

    /** Calls of the same plugin with threads and places of their own. Who closes either waits for both. */
    ContainedCalls beside(String name, int width, Duration patience) {
        return new ContainedCalls(name, classLoader, width, patience, underWay);
    }

    /**
     * Counts as a call that is under way, without a thread, until it is closed.
     *
     * @throws ProviderException {@code UNAVAILABLE} when the plugin is being closed
     */
    UnderWay.Share share(Duration atMost) {
        UnderWay.Share share = underWay.begin(atMost);
        if (share == null) {
            throw unavailable("this connection is being closed", null);
        }
        return share;
    }

    /**
     * Returns what {@code call} returns.
     *
     * @throws ProviderException what the call threw, or {@code UNAVAILABLE} when it could not begin
     * @throws ProviderFault when it threw anything else, errors included, or ran out of time; it is then interrupted
     */
    <T> T call(String what, Duration deadline, Callable<T> call) {
        UnderWay.Share share = share(patience.plus(deadline));
        if (!placed()) {
            share.close();
            throw unavailable("too many calls of this connection are under way", null);
        }
        return await(what, deadline, begun(share, call));
    }

    private boolean placed() {
        try {
            return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> Future<T> begun(UnderWay.Share share, Callable<T> call) {
        try {
            return threads.submit(() -> {
                // Given back by the call itself: one that hangs past its deadline still holds its place.
                try {
                    return underItsLoader(call);
                } finally {
                    over(share);
                }
            });
        } catch (RejectedExecutionException e) {
            over(share);
            throw unavailable("this connection is being closed", e);
        } catch (OutOfMemoryError e) {
            // The system gives no more threads.
            over(share);
            throw unavailable("there is no thread left for this connection", e);
        }
    }

    private void over(UnderWay.Share share) {
        free.release();
        share.close();
    }

    private static ProviderException unavailable(String why, @Nullable Throwable cause) {
        return new ProviderException(ProviderException.Kind.UNAVAILABLE, why, cause);
    }

    private <T> T underItsLoader(Callable<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(classLoader);
        try {
            return call.call();
        } finally {
            thread.setContextClassLoader(null);
        }
    }

    /** Waits for what is under way, here and {@link #beside}, each up to its deadline; then runs the last call. */
    void callLast(String what, Duration deadline, Runnable last) {
        callLast(what, deadline, last, LONGER_THAN_ANY);
    }

    /** As above, and waits no longer than {@code patience} in all. */
    void callLast(String what, Duration deadline, Runnable last, Duration patience) {
        underWay.finish(patience);
        await(
                what,
                deadline,
                threads.submit(() -> underItsLoader(() -> {
                    last.run();
                    return Boolean.TRUE;
                })));
    }

    private <T> T await(String what, Duration deadline, Future<T> answer) {
        look.at(answer);
        try {
            T result = answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            if (result == null) {
                throw new ProviderFault(what + " returned null", false, null);
            }
            return result;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProviderException classified) {
                throw classified;
            }
            throw new ProviderFault(what + " threw " + named(e.getCause()), false, e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ProviderFault(what + " did not return within " + deadline, true, e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new ProviderException(ProviderException.Kind.UNCERTAIN, what + " was cancelled", e);
        }
    }

    /**
     * What its author needs first, and its place; a whole trace at each of a stranger's deliveries would bury the log. Not its
     * words: of whoever threw it, they may quote a secret or what somebody wrote.
     */
    private static String named(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return thrown.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
