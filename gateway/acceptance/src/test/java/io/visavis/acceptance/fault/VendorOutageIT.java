package io.visavis.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.acceptance.harness.Demo;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor that is gone. */
class VendorOutageIT {
    @TempDir
    Path home;

    private Demo demo;

    @BeforeEach
    void start() {
        demo = Demo.start(home);
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    /** It has forgotten everything when it comes back, tokens and chats. */
    @Test
    void aChatBegunInAnOutageReachesTheVendorAndOneFromBeforeEndsHonestly() {
        Account account = Account.open(demo);
        Story before = Story.queued(account);
        demo.sandbox().kill();
        Story during = Story.begin(account);
        String early = during.visitor().say("Begun in the outage");
        String lost = before.visitor().say("Are you there?");
        during.visitor().await("provider.unavailable");
        before.visitor().await("provider.unavailable");
        demo.restartSandbox();
        during.awaitAccepted(early);
        before.awaitFailed(lost);
        before.visitor().await("conversation.ended");

        during.toldOfTroubleOnce();
        during.vendorHasOnce(during.vendorId(), "Begun in the outage");
        assertThat(during.conversationsAtVendor()).isEqualTo(1);
        assertThat(before.count("provider.unavailable")).isEqualTo(1);
        assertThat(before.count("conversation.ended")).isEqualTo(1);
    }
}
