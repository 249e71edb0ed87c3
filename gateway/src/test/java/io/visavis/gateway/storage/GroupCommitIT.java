package io.visavis.gateway.storage;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link GroupCommitContract} on both databases. */
class GroupCommitIT {

    @Nested
    @OnH2
    class H2 extends GroupCommitContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends GroupCommitContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
