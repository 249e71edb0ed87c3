package io.visavis.gateway.storage;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Each work in a transaction of its own. */
@Singleton
final class SingleUnitOfWork implements UnitOfWork {
    private final TransactionOperations<Connection> transactions;
    private final ThreadLocal<@Nullable List<Runnable>> running = new ThreadLocal<>();

    SingleUnitOfWork(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> T commit(Supplier<T> work) {
        if (running.get() != null) {
            return work.get();
        }
        List<Runnable> afterwards = new ArrayList<>();
        running.set(afterwards);
        T result;
        try {
            result = transactions.executeWrite(_ -> work.get());
        } finally {
            running.remove();
        }
        afterwards.forEach(Runnable::run);
        return result;
    }

    @Override
    public void afterCommit(Runnable action) {
        List<Runnable> afterwards = running.get();
        if (afterwards == null) {
            throw new IllegalStateException("afterCommit needs a running work");
        }
        afterwards.add(action);
    }
}
