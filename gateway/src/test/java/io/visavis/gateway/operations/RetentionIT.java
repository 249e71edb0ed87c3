package io.visavis.gateway.operations;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link RetentionContract} on both databases. */
class RetentionIT {

    @Nested
    @OnH2
    class H2 extends RetentionContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends RetentionContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
