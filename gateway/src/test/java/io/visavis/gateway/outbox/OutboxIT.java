package io.visavis.gateway.outbox;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link OutboxContract} on both databases. */
class OutboxIT {

    @Nested
    @OnH2
    class H2 extends OutboxContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends OutboxContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
