package io.visavis.gateway.inbox;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link NewsOrdersContract} on both databases. */
class NewsOrdersIT {

    @Nested
    @OnH2
    class H2 extends NewsOrdersContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends NewsOrdersContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
