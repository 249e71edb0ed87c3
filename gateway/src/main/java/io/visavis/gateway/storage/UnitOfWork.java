package io.visavis.gateway.storage;

import java.util.function.Supplier;

/**
 * The one way to write what others are told about: when {@link #commit} returns, the work is durable.
 *
 * <p>Works of several threads may share one database transaction; each is undone alone when it throws. A work is short,
 * does no I/O but SQL, and may run more than once.
 */
public interface UnitOfWork {

    /**
     * Runs {@code work} in a transaction and returns its result after the commit. Blocks; call from a virtual thread.
     * Called inside a running work it joins that one.
     *
     * @throws StorageUnavailableException when there is no room or no database for it now
     * @throws RuntimeException what the work threw, with nothing of it stored
     */
    <T> T commit(Supplier<T> work);

    /** As {@link #commit}, for works without a result. */
    default void commit(Runnable work) {
        commit(() -> {
            work.run();
            return Boolean.TRUE;
        });
    }

    /** Runs {@code action} after the commit of the work that runs now; not at all if it is undone. */
    void afterCommit(Runnable action);
}
