package io.visavis.gateway.outbox;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@link RecoveryContract} on both databases. */
class RecoveryIT {

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnH2 extends RecoveryContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnPostgres extends RecoveryContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
