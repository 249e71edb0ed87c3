package io.visavis.gateway.inbox;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link MissedMessagesContract} on both databases. */
class MissedMessagesIT {

    @Nested
    @OnH2
    class H2 extends MissedMessagesContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends MissedMessagesContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
