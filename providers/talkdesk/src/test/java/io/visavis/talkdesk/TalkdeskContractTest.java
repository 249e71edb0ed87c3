package io.visavis.talkdesk;

import io.visavis.testkit.AuthenticationContract;
import io.visavis.testkit.LifecycleContract;
import io.visavis.testkit.ProviderFixture;
import io.visavis.testkit.SendContract;
import io.visavis.testkit.TranslationContract;

/** The promises of the SPI, kept with Talkdesk. */
class TalkdeskContractTest implements AuthenticationContract, TranslationContract, SendContract, LifecycleContract {

    @Override
    public ProviderFixture fixture() {
        return new TalkdeskFixture();
    }
}
