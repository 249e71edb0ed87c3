package io.visavis.acceptance.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ViewportSize;
import io.visavis.acceptance.browser.Accessibility;
import io.visavis.acceptance.browser.Browsers;
import io.visavis.acceptance.browser.CallProof;
import io.visavis.acceptance.browser.DeskPage;
import io.visavis.acceptance.browser.PanelPage;
import io.visavis.acceptance.browser.Screens;
import io.visavis.acceptance.browser.SharedBrowsers;
import io.visavis.acceptance.harness.Await;
import io.visavis.acceptance.harness.Demo;
import io.visavis.acceptance.harness.Desk;
import io.visavis.acceptance.harness.SharedDemo;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The panel on a phone: it takes the whole screen, nothing of it lies beside that, and a call can be had however it is held. */
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

    /** Held on its side, one of them the smallest there is, and the smallest upright. */
    private static final int[][] LOW = {{667, 375}, {568, 320}, {320, 568}};

    /** What the visitor can read or press, of the call and of the chat, as far as the one reaches into the other. */
    private static final String OVER_EACH_OTHER = """
        () => {
          const talk = document.querySelector('.talk').getBoundingClientRect();
          return [...document.querySelectorAll('.call-host *')]
              .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.vc-unseen, svg'))
              .filter((one) => {
                // What scrolls, and is scrolled away, is not drawn.
                const { left, top, right, bottom } = (one.closest('.vc-preview, .vc-menu') ?? one).getBoundingClientRect();
                return right > talk.left + 0.5 && bottom > talk.top + 0.5 && left < talk.right && top < talk.bottom;
              })
              .map((one) => `${one.tagName} ${one.className} ${one.dataset.testid ?? ''}`)
              .join();
        }""";

    private final Demo demo;
    private final Browsers browsers;
    private final Desk desk;
    private final Page page;
    private final PanelPage panel;
    private final String email = "maria-" + UUID.randomUUID() + "@example.com";

    OnAPhoneIT(Demo demo, Browsers browsers) {
        this.demo = demo;
        this.browsers = browsers;
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

    @Tag("pictures")
    @Test
    void aCallCanBeHadOnALowScreenToo() {
        panel.open(demo.facts().path("demoSiteUrl").asText() + "?chatMode=talkdesk-digital-connect");
        panel.start("Maria Papadaki", email, "My router blinks red");
        panel.part("vv-waiting").first().waitFor();
        DeskPage agent = new DeskPage(browsers.person(1280, 860));
        agent.open(demo.facts().path("agentDeskUrl").asText());
        agent.accept(email);
        agent.say("Shall I have a look at it?");
        panel.awaitText("Shall I have a look at it?");
        agent.part("desk-call").click();
        agent.call().getByTestId("call-join").click();
        panel.part("vv-accept-video").click();
        panel.part("call-heard").waitFor();
        onLowScreens("7-ready", "call-preview-mute", "call-join", "call-cancel", "vv-input", "vv-attach");
        panel.part("call-join").click();
        CallProof.awaitConnected(panel.frame());
        onLowScreens("8-call", "call-mute", "call-hangup", "call-fullscreen", "vv-input", "vv-attach");
        panel.part("call-settings").click();
        panel.part("call-menu").waitFor();
        onLowScreens("9-settings", "call-mute", "call-hangup");
        panel.part("call-hangup").click();
        panel.notice("callEnded").waitFor();
    }

    /** All of these can be pressed where they stand, and nothing of the call lies over the chat. */
    private void onLowScreens(String screen, String... buttons) {
        for (int[] size : LOW) {
            page.setViewportSize(size[0], size[1]);
            String named = screen + "-" + size[0] + "x" + size[1];
            fits(named);
            for (String button : buttons) {
                BoundingBox box = panel.part(button).boundingBox();
                assertThat(box.y + box.height)
                        .as(button + " is on screen: " + named)
                        .isLessThanOrEqualTo(size[1]);
                panel.part(button).click(new Locator.ClickOptions().setTrial(true));
            }
            assertThat(panel.part("vv-input").boundingBox().height)
                    .as("one line to write in: " + named)
                    .isLessThan(40);
            assertThat(panel.frame().evaluate(OVER_EACH_OTHER))
                    .as("over the chat: " + named)
                    .isEqualTo("");
        }
    }

    private void fits(String screen) {
        ViewportSize screenSize = page.viewportSize();
        Await.untilTrue("the panel fills the screen", Await.PATIENCE, () -> {
            BoundingBox box = page.getByTestId("vv-frame").boundingBox();
            return box.x == 0 && box.y == 0 && box.width == screenSize.width && box.height == screenSize.height;
        });
        Screens.keep(page, "phone-" + screen);
        assertThat(panel.frame().evaluate(BESIDE)).as("in the panel: " + screen).isEqualTo("");
        assertThat(page.evaluate(BESIDE)).as("round it: " + screen).isEqualTo("");
        Accessibility.check(page, "phone " + screen);
    }
}
