package io.visavis.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.SharedDemo;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A page that learns who its visitor is, and where the chat belongs, while the visitor waits. */
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
@ResourceLock(value = SharedDemo.VENDOR, mode = ResourceAccessMode.READ)
class KnownBetterWhileWaitingIT {
    private final Demo demo;
    private final Desk desk;
    private final PanelPage panel;
    private final String email = "maria-" + UUID.randomUUID() + "@example.com";

    KnownBetterWhileWaitingIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.desk = new Desk(demo);
        this.panel = new PanelPage(browsers.person(1280, 860));
    }

    @Test
    void theVendorLearnsWhoItIsAndTheChatWaitsWhereItBelongs() {
        panel.openFor("8x8-chat-gateway", demo.facts().path("demoSiteUrl").asText());
        panel.start("Maria", email, "My bill is wrong");
        panel.awaitState("queued");
        waitingIn("Support chat");
        String vendorId = desk.conversationOf(email).path("id").asText();

        assertThat(told("{ customer: { name: 'Maria Papadaki', language: 'de' }, options: { 'cg-queue-id': '121' } }"))
                .isEqualTo("taken");
        waitingIn("Video desk");
        Await.untilTrue(
                "the vendor knows her full name",
                Await.PATIENCE,
                () -> desk.conversation(vendorId).path("name").asText().equals("Maria Papadaki"));

        assertThat(told("{ options: { 'cg-quue-id': '118' } }"))
                .contains("options.cg-quue-id")
                .contains("did you mean cg-queue-id?");

        desk.accept(vendorId);
        panel.awaitState("active");
        assertThat(told("{ options: { 'cg-queue-id': '118' } }")).contains("while its visitor waits");
        assertThat(told("{ customer: { phone: '+302101234567' }, plan: 'gold' }"))
                .isEqualTo("taken");
    }

    private void waitingIn(String queue) {
        panel.part("vv-waiting")
                .filter(new Locator.FilterOptions().setHasText(queue))
                .waitFor();
    }

    /** What the page's own code sees come of it. */
    private String told(String metadata) {
        return panel.page()
                .evaluate("() => document.querySelector('visavis-widget').setCustomerMetadata(" + metadata
                        + ").then(() => 'taken', (refusal) => refusal.message)")
                .toString();
    }
}
