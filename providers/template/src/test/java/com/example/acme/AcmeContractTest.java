package com.example.acme;

import io.visavis.testkit.AuthenticationContract;
import io.visavis.testkit.LifecycleContract;
import io.visavis.testkit.ProviderFixture;
import io.visavis.testkit.SendContract;
import io.visavis.testkit.TranslationContract;

/** The promises of the SPI, kept with Acme. The report is {@code target/visavis-testkit/index.html}. */
class AcmeContractTest implements AuthenticationContract, TranslationContract, SendContract, LifecycleContract {

    @Override
    public ProviderFixture fixture() {
        return new AcmeFixture();
    }
}
