package io.visavis.gateway.webhook;

import io.visavis.gateway.engine.Database;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@link LongVendorValuesContract} on both databases. */
class LongVendorValuesIT {

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnH2 extends LongVendorValuesContract {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class OnPostgres extends LongVendorValuesContract {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }
}
