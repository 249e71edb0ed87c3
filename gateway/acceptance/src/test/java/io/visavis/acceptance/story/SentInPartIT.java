package io.visavis.acceptance.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import io.visavis.acceptance.browser.Accessibility;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.Screens;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.SharedDemo;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A vendor that takes the words and not the file: the visitor reads which. */
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
@ResourceLock(SharedDemo.VENDOR)
class SentInPartIT {
    private final Demo demo;
    private final Desk desk;
    private final PanelPage panel;
    private final String email = "maria-" + UUID.randomUUID() + "@example.com";

    SentInPartIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.desk = new Desk(demo);
        this.panel = new PanelPage(browsers.person(1280, 860));
    }

    @AfterEach
    void mend() {
        readySeconds(0);
    }

    @Test
    void thePanelNamesTheFileThatDidNotArrive() {
        readySeconds(60);
        panel.open(demo.facts().path("demoSiteUrl").asText() + "?chatMode=talkdesk-digital-connect");
        panel.start("Maria Papadaki", email, "My bill is wrong");
        desk.accept(desk.conversationOf(email).path("id").asText());
        panel.awaitState("active");
        panel.part("vv-file-input")
                .setInputFiles(new FilePayload("bill.txt", "text/plain", "30 euros".getBytes(StandardCharsets.UTF_8)));
        panel.uploads("ready").waitFor();
        panel.say("Here is my bill");

        Locator message = panel.frame().locator("[data-testid=vv-message][data-state=accepted][data-author=visitor]");
        message.waitFor();
        assertThat(message.innerText()).contains("Here is my bill", "Sent, but: bill.txt was not delivered");
        Screens.keep(panel.page(), "sent-in-part");
        Accessibility.check(panel.page(), "sent in part");
    }

    private void readySeconds(int seconds) {
        desk.settings(Map.of("talkdesk", Map.of("attachmentReadySeconds", seconds)));
    }
}
