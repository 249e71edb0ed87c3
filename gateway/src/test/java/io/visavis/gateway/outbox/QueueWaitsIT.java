package io.visavis.gateway.outbox;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link QueueWaitsContract} on both databases. */
class QueueWaitsIT {

    @Nested
    @OnH2
    class H2 extends QueueWaitsContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends QueueWaitsContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
