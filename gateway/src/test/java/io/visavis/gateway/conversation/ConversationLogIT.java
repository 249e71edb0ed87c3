package io.visavis.gateway.conversation;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;

/** {@link ConversationLogContract} on both databases. */
class ConversationLogIT {

    @Nested
    class OnH2 extends ConversationLogContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgres extends ConversationLogContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
