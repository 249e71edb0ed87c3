package io.visavis.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.Screens;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Demo;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A vendor that is gone, as its visitors and the administrator see it. */
@ExtendWith(SharedBrowsers.class)
class VendorOutageIT {
    @TempDir
    Path home;

    private final Page console;
    private Demo demo;

    VendorOutageIT(Browsers browsers) {
        console = browsers.person(1280, 860);
    }

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
        signsIn();
        consoleSays("up", "Everything is running.", "answers");
        demo.sandbox().kill();
        Story during = Story.begin(account);
        String early = during.visitor().say("Begun in the outage");
        String lost = before.visitor().say("Are you there?");
        during.visitor().await("provider.unavailable");
        before.visitor().await("provider.unavailable");
        consoleSays("down", "The connection Faulty account has not worked since", "no answer since");
        Screens.keep(console, "console-vendor-down");
        demo.restartSandbox();
        during.awaitAccepted(early);
        before.awaitFailed(lost);
        before.visitor().await("conversation.ended");

        connection("up", "answers").waitFor();
        assertThat(console.getByTestId("vv-health").innerText()).doesNotContain("Faulty account");
        Screens.keep(console, "console-vendor-back");
        during.toldOfTroubleOnce();
        during.vendorHasOnce(during.vendorId(), "Begun in the outage");
        assertThat(during.conversationsAtVendor()).isEqualTo(1);
        assertThat(before.count("provider.unavailable")).isEqualTo(1);
        assertThat(before.count("conversation.ended")).isEqualTo(1);
    }

    private void signsIn() {
        console.navigate(demo.facts().path("consoleUrl").asText());
        console.locator("input[type=password]")
                .fill(demo.facts().path("adminPassword").asText());
        console.locator("button[type=submit]").click();
    }

    /** The page looks again by itself. */
    private void consoleSays(String state, String overall, String ofTheConnection) {
        console.locator("[data-testid=vv-health]." + state)
                .filter(new Locator.FilterOptions().setHasText(overall))
                .waitFor();
        connection(state, ofTheConnection).waitFor();
    }

    private Locator connection(String state, String words) {
        return console.locator("li." + state)
                .filter(new Locator.FilterOptions().setHasText("Faulty account"))
                .filter(new Locator.FilterOptions().setHasText(words));
    }
}
