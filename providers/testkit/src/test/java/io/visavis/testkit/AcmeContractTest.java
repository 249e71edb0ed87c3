package io.visavis.testkit;

import io.visavis.testkit.acme.AcmeFactory;
import io.visavis.testkit.acme.AcmeFixture;

/** A provider that keeps every promise passes every contract: what fails below fails for its flaw alone. */
class AcmeContractTest implements AuthenticationContract, TranslationContract, SendContract, LifecycleContract {

    @Override
    public ProviderFixture fixture() {
        return new AcmeFixture(new AcmeFactory());
    }
}
