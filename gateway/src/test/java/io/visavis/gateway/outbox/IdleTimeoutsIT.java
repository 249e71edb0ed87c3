package io.visavis.gateway.outbox;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link IdleTimeoutsContract} on both databases. */
class IdleTimeoutsIT {

    @Nested
    @OnH2
    class H2 extends IdleTimeoutsContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends IdleTimeoutsContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
