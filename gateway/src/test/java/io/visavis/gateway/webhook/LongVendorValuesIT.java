package io.visavis.gateway.webhook;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;

/** {@link LongVendorValuesContract} on both databases. */
class LongVendorValuesIT {

    @Nested
    class OnH2 extends LongVendorValuesContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgres extends LongVendorValuesContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
