package io.visavis.gateway.webhook;

import io.visavis.gateway.engine.Database;
import io.visavis.gateway.engine.OnH2;
import io.visavis.gateway.engine.OnPostgres;
import org.junit.jupiter.api.Nested;

/** {@link LongVendorValuesContract} on both databases. */
class LongVendorValuesIT {

    @Nested
    @OnH2
    class H2 extends LongVendorValuesContract {
        H2() {
            super(Database.H2);
        }
    }

    @Nested
    @OnPostgres
    class Postgres extends LongVendorValuesContract {
        Postgres() {
            super(Database.POSTGRES);
        }
    }
}
