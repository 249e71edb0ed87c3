package io.visavis.gateway.storage;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;

/** {@link GroupCommitContract} on both databases. */
class GroupCommitIT {

    @Nested
    class OnH2 extends GroupCommitContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgres extends GroupCommitContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
