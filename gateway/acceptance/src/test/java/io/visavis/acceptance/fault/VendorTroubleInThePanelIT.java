package io.visavis.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.visavis.acceptance.browser.Accessibility;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.Screens;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.SharedDemo;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the visitor reads while the vendor is down, slow or wrong: that it is so, for as long as it is so. */
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
class VendorTroubleInThePanelIT {
    private static final String UNREACHABLE =
            "We can’t reach the team right now. Your messages are kept and will be sent.";

    private final Demo demo;
    private final Desk desk;
    private final PanelPage panel;
    private final String email = Account.newEmail();

    VendorTroubleInThePanelIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.desk = new Desk(demo);
        this.panel = new PanelPage(browsers.person(1280, 860));
    }

    @ParameterizedTest
    @CsvSource({"down, refuse", "slow, hang", "wrong, html"})
    void itIsSaidAboveTheChatAndUnderTheMessageAndGoesByItself(String name, String kind) {
        Map<String, Object> trouble = Map.of("kind", kind);
        Account account = Account.facing(demo, trouble);
        opens(account);
        panel.awaitState("queued");
        String fault = account.befallUntilMended(trouble, "POST", "/digital-connect/conversations/*/messages");
        panel.say("My router blinks red");

        saysThatNobodyIsReached();
        Locator message = panel.part("vv-message").last();
        assertThat(message.innerText()).contains("My router blinks red", "Waiting to be sent");
        Screens.keep(panel.page(), "vendor-" + name);
        Accessibility.check(panel.page(), "vendor " + name);

        desk.mendFault(fault);
        saysNothingAnyMore();
        panel.frame()
                .locator("[data-testid=vv-message][data-state=accepted]")
                .last()
                .waitFor();
        // It broke off before an answer came, so who knows.
        assertThat(message.innerText())
                .contains("Sent, but: The agent may see this message twice.")
                .doesNotContain("Waiting");
        assertThat(panel.part("vv-message").count()).isEqualTo(1);
    }

    @Test
    void aStartInAnOutageWaitsAndGoesOnByItself() {
        Account account = Account.open(demo);
        String fault = account.befallUntilMended(Map.of("kind", "refuse"), "POST", "/digital-connect/conversations");
        opens(account);

        saysThatNobodyIsReached();
        assertThat(panel.part("vv-waiting").innerText()).contains("Handing over to our team");
        Screens.keep(panel.page(), "vendor-down-at-the-start");

        desk.mendFault(fault);
        panel.awaitState("queued");
        saysNothingAnyMore();
    }

    private void opens(Account account) {
        panel.open(demo.facts().path("demoSiteUrl").asText() + "?applicationId=" + account.applicationId()
                + "&chatMode=talkdesk-digital-connect&dc-touchpoint-id=" + demo.touchpointId());
        panel.start("Maria Papadaki", email, "Router");
    }

    private void saysThatNobodyIsReached() {
        Locator line = banner();
        line.waitFor();
        assertThat(line.innerText().strip()).isEqualTo(UNREACHABLE);
        assertThat(line.getAttribute("role")).isEqualTo("status");
    }

    private void saysNothingAnyMore() {
        banner().waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        assertThat(panel.part("vv-banner").count()).isZero();
    }

    private Locator banner() {
        return panel.frame().locator("[data-testid=vv-banner][data-banner=unavailable]");
    }
}
