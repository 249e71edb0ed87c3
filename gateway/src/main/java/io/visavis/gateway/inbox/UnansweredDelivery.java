package io.visavis.gateway.inbox;

import io.visavis.gateway.kernel.ConnectionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A delivery that is not stored, whose sender waits. Its lane stores it together with its events, in one commit; when the
 * lane has no time for it, the thread that received it takes it back and stores it alone. Exactly one of the two does.
 */
final class UnansweredDelivery implements Waiting {
    private final ConnectionId connection;
    private final String key;
    private final String action;
    private final String headers;
    private final byte[] body;
    private final Instant receivedAt;
    private final Tries tries = new Tries();
    private final AtomicBoolean taken = new AtomicBoolean();
    /** Whether it was new; empty: it is not stored, and the receiver shall do it. */
    private final CompletableFuture<Optional<Boolean>> answer = new CompletableFuture<>();

    /** Nobody has it yet. */
    UnansweredDelivery(
            ConnectionId connection, String key, String action, String headers, byte[] body, Instant receivedAt) {
        this.connection = connection;
        this.key = key;
        this.action = action;
        this.headers = headers;
        this.body = body;
        this.receivedAt = receivedAt;
    }

    /** The row that it will be. */
    InboxRow row(long id) {
        return new InboxRow(id, connection, action, body, DedupKey.isVendors(key), receivedAt, null, tries, null);
    }

    ConnectionId connection() {
        return connection;
    }

    String key() {
        return key;
    }

    String headers() {
        return headers;
    }

    /** What its lane has in hand when its receiver takes it back: it goes on from there. */
    Tries tries() {
        return tries;
    }

    /** True for the first to ask, who then must store it or give it back. */
    boolean take() {
        return taken.compareAndSet(false, true);
    }

    /** It is durable; {@code fresh} unless the same one was stored before. */
    void stored(boolean fresh) {
        answer.complete(Optional.of(fresh));
    }

    /** It is not stored, for a reason of the lane's own: the receiver shall try. */
    void giveBack() {
        answer.complete(Optional.empty());
    }

    /** It is not stored, and trying again would not help. */
    void fail(RuntimeException reason) {
        answer.completeExceptionally(reason);
    }

    /**
     * Waits for the lane; no longer than {@code patience} unless the lane is at it.
     *
     * @return whether it was new; empty when the receiver must store it
     */
    Optional<Boolean> await(Duration patience) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return take() ? Optional.empty() : awaitLane();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return take() ? Optional.empty() : awaitLane();
        } catch (ExecutionException e) {
            throw reason(e);
        }
    }

    /** A lane settles all that it took: its commit has a deadline. */
    private Optional<Boolean> awaitLane() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return answer.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw reason(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static RuntimeException reason(ExecutionException e) {
        return e.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(e.getCause());
    }
}
