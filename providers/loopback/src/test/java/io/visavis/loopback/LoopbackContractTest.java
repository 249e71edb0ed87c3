package io.visavis.loopback;

import io.visavis.testkit.ProviderFixture;
import io.visavis.testkit.SendContract;

/** The reference provider keeps every promise. */
class LoopbackContractTest implements SendContract {

    @Override
    public ProviderFixture fixture() {
        return new LoopbackFixture();
    }
}
