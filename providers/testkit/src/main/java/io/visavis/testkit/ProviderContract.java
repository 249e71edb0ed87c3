package io.visavis.testkit;

import org.junit.jupiter.api.extension.ExtendWith;

/** What all contracts have in common: a fixture, made anew for each test. */
@ExtendWith(Trials.class)
public interface ProviderContract {

    /** A new fixture with a vendor of its own. */
    ProviderFixture fixture();
}
