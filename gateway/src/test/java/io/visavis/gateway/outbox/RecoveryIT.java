package io.visavis.gateway.outbox;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;

/** {@link RecoveryContract} on both databases. */
class RecoveryIT {

    @Nested
    class OnH2 extends RecoveryContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgres extends RecoveryContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
