package io.visavis.acceptance.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.visavis.acceptance.browser.Accessibility;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.Screens;
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

/** The panel on a phone held upright: it takes the whole screen, and nothing of it lies beside that. */
@ExtendWith({SharedDemo.class, SharedBrowsers.class})
@ResourceLock(value = SharedDemo.VENDOR, mode = ResourceAccessMode.READ)
class OnAPhoneIT {
    private static final int WIDTH = 390;
    private static final int HEIGHT = 844;

    /** Whatever is drawn and reaches over an edge at the side; all of it, where something scrolls sideways. */
    private static final String BESIDE = """
        () => [...document.querySelectorAll('body *')]
            .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.hidden, svg'))
            .filter((one) => {
              const { left, right, width } = one.getBoundingClientRect();
              return width > 0 && (left < -0.5 || right > innerWidth + 0.5);
            })
            .map((one) => `${one.tagName} ${one.className} ${one.dataset.testid ?? ''}`)
            .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])
            .join()""";

    private final Demo demo;
    private final Desk desk;
    private final Page page;
    private final PanelPage panel;
    private final String email = "maria-" + UUID.randomUUID() + "@example.com";

    OnAPhoneIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.desk = new Desk(demo);
        this.page = browsers.person(WIDTH, HEIGHT);
        this.panel = new PanelPage(page);
    }

    @Test
    void thePanelFillsTheScreenAndNothingOverflows() {
        panel.open(demo.facts().path("demoSiteUrl").asText() + "?chatMode=talkdesk-digital-connect");
        panel.part("vv-form").waitFor();
        fits("1-form");
        panel.start("Maria Papadaki", email, "My router blinks red");
        panel.part("vv-waiting").first().waitFor();
        fits("2-waiting");
        String vendorId = desk.conversationOf(email).path("id").asText();
        desk.accept(vendorId);
        panel.awaitState("active");
        desk.say(vendorId, "https://support.example.com/" + "router-with-a-long-name-".repeat(8));
        desk.file(vendorId, "a-manual-with-quite-a-long-name-".repeat(3) + ".txt", "text/plain", "hold reset");
        panel.part("vv-file").first().waitFor();
        panel.say("Supercalifragilisticexpialidocious".repeat(4));
        panel.frame()
                .locator("[data-testid=vv-message][data-state=accepted][data-author=visitor]")
                .waitFor();
        fits("3-chat");
        panel.part("vv-request-video").click();
        panel.part("vv-withdraw").waitFor();
        fits("4-call-requested");
        panel.part("vv-end").click();
        panel.part("vv-dialog").waitFor();
        fits("5-dialog");
        panel.part("vv-confirm").click();
        panel.part("vv-ended").waitFor();
        fits("6-ended");
    }

    private void fits(String screen) {
        Await.untilTrue("the panel fills the screen", Await.PATIENCE, () -> {
            BoundingBox box = page.getByTestId("vv-frame").boundingBox();
            return box.x == 0 && box.y == 0 && box.width == WIDTH && box.height == HEIGHT;
        });
        Screens.keep(page, "phone-" + screen);
        assertThat(panel.frame().evaluate(BESIDE)).as("in the panel: " + screen).isEqualTo("");
        assertThat(page.evaluate(BESIDE)).as("round it: " + screen).isEqualTo("");
        Accessibility.check(page, "phone " + screen);
    }
}
