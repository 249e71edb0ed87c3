package io.visavis.gateway.inbox;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link LateNewsContract} on both databases. */
class LateNewsIT {

    @Nested
    @OnH2
    class H2 extends LateNewsContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends LateNewsContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
