package io.visavis.gateway.inbox;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link LikelyEndsContract} on both databases. */
class LikelyEndsIT {

    @Nested
    @OnH2
    class H2 extends LikelyEndsContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends LikelyEndsContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
