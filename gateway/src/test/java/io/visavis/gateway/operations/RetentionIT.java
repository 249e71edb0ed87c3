package io.visavis.gateway.operations;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@link RetentionContract} on both databases. */
class RetentionIT {

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnH2 extends RetentionContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnPostgres extends RetentionContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
