package io.visavis.acceptance;

import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.OnPostgres;

/** The same list with the database that larger sites run. */
@OnPostgres
class TalkdeskAcceptanceOnPostgresIT extends TalkdeskAcceptanceIT {
    TalkdeskAcceptanceOnPostgresIT(Demo demo) {
        super(demo);
    }
}
