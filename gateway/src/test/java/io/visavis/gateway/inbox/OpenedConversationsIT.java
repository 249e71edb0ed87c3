package io.visavis.gateway.inbox;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link OpenedConversationsContract} on both databases. */
class OpenedConversationsIT {

    @Nested
    @OnH2
    class H2 extends OpenedConversationsContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends OpenedConversationsContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
