package io.visavis.gateway.outbox;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@link OutboxContract} on both databases. */
class OutboxIT {

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnH2 extends OutboxContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnPostgres extends OutboxContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
