package io.visavis.gateway.inbox;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@link InboxContract} on both databases. */
class InboxIT {

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnH2 extends InboxContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnPostgres extends InboxContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
