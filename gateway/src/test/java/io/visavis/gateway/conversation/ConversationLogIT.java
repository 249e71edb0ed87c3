package io.visavis.gateway.conversation;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link ConversationLogContract} on both databases. */
class ConversationLogIT {

    @Nested
    @OnH2
    class H2 extends ConversationLogContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends ConversationLogContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
