package io.visavis.gateway.outbox;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;

/** {@link OutboxContract} on both databases. */
class OutboxIT {

    @Nested
    class OnH2 extends OutboxContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgres extends OutboxContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
