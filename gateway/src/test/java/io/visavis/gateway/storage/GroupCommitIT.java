package io.visavis.gateway.storage;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@link GroupCommitContract} on both databases. */
class GroupCommitIT {

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnH2 extends GroupCommitContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnPostgres extends GroupCommitContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
