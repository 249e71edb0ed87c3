package io.visavis.gateway.widget;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link ReopeningContract} on both databases. */
class ReopeningIT {

    @Nested
    @OnH2
    class H2 extends ReopeningContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends ReopeningContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
