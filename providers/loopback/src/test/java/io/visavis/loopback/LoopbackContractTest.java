package io.visavis.loopback;

import io.visavis.testkit.AuthenticationContract;
import io.visavis.testkit.LifecycleContract;
import io.visavis.testkit.ProviderFixture;
import io.visavis.testkit.SendContract;
import io.visavis.testkit.TranslationContract;

/** The reference provider keeps every promise. */
class LoopbackContractTest implements AuthenticationContract, TranslationContract, SendContract, LifecycleContract {

    @Override
    public ProviderFixture fixture() {
        return new LoopbackFixture();
    }
}
