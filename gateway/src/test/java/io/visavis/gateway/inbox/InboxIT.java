package io.visavis.gateway.inbox;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;

/** {@link InboxContract} on both databases. */
class InboxIT {

    @Nested
    class OnH2 extends InboxContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgres extends InboxContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
