package io.visavis.gateway.operations;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;

/** {@link RetentionContract} on both databases. */
class RetentionIT {

    @Nested
    class OnH2 extends RetentionContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgres extends RetentionContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
