package io.visavis.gateway.inbox;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link InboxContract} on both databases. */
class InboxIT {

    @Nested
    @OnH2
    class H2 extends InboxContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends InboxContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
