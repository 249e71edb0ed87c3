package io.visavis.gateway.outbox;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link RecoveryContract} on both databases. */
class RecoveryIT {

    @Nested
    @OnH2
    class H2 extends RecoveryContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends RecoveryContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
